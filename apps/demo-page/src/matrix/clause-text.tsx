import { contract } from '../repository/repository.ts'
import type { JSX } from 'preact/jsx-runtime'
import type { Clause, Run } from '../repository/conformance-document.ts'
import { Markdown } from './markdown.tsx'

/** What a clause promises, and what each of its cases made of one adapter. */
export function ClauseText({ clause, run }: { readonly clause: Clause; readonly run: Run }): JSX.Element {
  return (
    <>
      <h3 id="clause-title">
        {clause.id}: {clause.title}
      </h3>
      <Markdown nodes={contract[clause.id] ?? []} />
      <h4>
        How {run.adapter} was tested over {run.protocol}
      </h4>
      <ul class="cases">
        {clause.cases.map(({ id, title }) => (
          <li key={id}>
            <b>{verdict(run, id)}</b> {title} <code>{id}</code>
          </li>
        ))}
      </ul>
    </>
  )
}

function verdict({ failed, skipped }: Run, id: string): string {
  if (failed.includes(id)) return 'failed:'
  const skip = skipped.find((each) => each.id === id)
  return skip === undefined ? 'passed:' : `skipped, because ${skip.reason}:`
}
