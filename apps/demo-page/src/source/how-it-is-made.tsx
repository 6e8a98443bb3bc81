import { sources } from '../repository/repository.ts'
import type { JSX } from 'preact/jsx-runtime'

const MOUNTS: readonly string[] = ['express', 'koa', 'hono'].map((name) => `apps/demo-${name}/src/main.ts`)

/**
 * The handler that runs, and all it takes to mount it: the files themselves, as this page was built with them.
 *
 * @param props.handler the file of the handler
 */
export function HowItIsMade({ handler }: { readonly handler: string }): JSX.Element {
  return (
    <details class="source">
      <summary>The handler, and what mounts it</summary>
      <Source file={handler} />
      <div class="lanes">
        {MOUNTS.map((file) => (
          <Source key={file} file={file} />
        ))}
      </div>
    </details>
  )
}

function Source({ file }: { readonly file: string }): JSX.Element {
  return (
    <figure>
      <figcaption>
        <code>{file}</code>
      </figcaption>
      <pre tabIndex={0} aria-label={file}>
        <code>{sources[file]}</code>
      </pre>
    </figure>
  )
}
