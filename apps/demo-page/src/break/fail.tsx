import { useSignal } from '@preact/signals'
import type { JSX } from 'preact/jsx-runtime'
import type { Demo } from '../demos/demo.ts'
import type { LiveDemo } from '../demos/live-demo.ts'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { describeFailure, readStream } from '../streams/read-stream.ts'
import { formatBytes } from '../text/format.ts'

const AFTER = 100_000

/** A handler that throws: what the client is told, before its head is sent and after. */
export function Fail({ demos }: { readonly demos: readonly LiveDemo[] }): JSX.Element {
  const seen = useSignal<readonly string[]>([])
  const fail = async (target: string): Promise<void> => {
    seen.value = demos.map(() => 'asking …')
    await Promise.all(
      demos.map(async (demo, index) => {
        const text = await whatComes(demo, target, () => (seen.value = seen.value.with(index, NO_ANSWER)))
        seen.value = seen.value.with(index, text)
      }),
    )
  }
  return (
    <article class="card" aria-labelledby="fail-title">
      <h3 id="fail-title">Throw</h3>
      <p>
        A failure before the head is a 500 with a problem. After it, it is an end that nobody takes for a
        proper one.
      </p>
      <div class="controls">
        <button type="button" onClick={() => void fail('/fail')}>
          Before the head
        </button>
        <button type="button" onClick={() => void fail(`/fail?after=${AFTER}`)}>
          After 100 kB
        </button>
      </div>
      <div role="status">
        <dl class="answers">
          {demos.map(({ name }, index) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{seen.value[index] ?? '–'}</dd>
            </div>
          ))}
        </dl>
      </div>
    </article>
  )
}

async function whatComes({ url }: Demo, target: string, onWaiting: () => void): Promise<string> {
  let status = 0
  let bytes = 0
  const lines: string[] = []
  try {
    await readStream(
      url + target,
      {},
      {
        onWaiting,
        onHead: (code) => (status = code),
        onBytes: (count) => (bytes += count),
        // Of bytes, the lines mean nothing.
        onMessages: (messages) => lines.push(...(status >= 400 ? messages.map(({ data }) => data) : [])),
      },
    )
    return status >= 400
      ? `${status}: ${lines.join('')}`
      : `${status}, ${formatBytes(bytes)}, and a clean end`
  } catch (error) {
    return `${status}, ${formatBytes(bytes)}, then ${describeFailure(error)}`
  }
}
