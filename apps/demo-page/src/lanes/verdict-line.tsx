import type { JSX } from 'preact/jsx-runtime'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { formatCount } from '../text/format.ts'
import type { Verdict } from './comparison.ts'
import type { Lane } from './lane.ts'

/** Whether the lanes say the same, or the first that they do not. */
export function VerdictLine(props: {
  readonly verdict: Verdict
  readonly lanes: readonly Lane[]
  readonly leftOut: string | undefined
}): JSX.Element {
  const { verdict, lanes, leftOut } = props
  const waiting = lanes.filter(({ view }) => view.value.state === 'waiting').map(({ demo }) => demo.name)
  return (
    <div class="verdict" data-verdict={verdict.kind} role="status">
      {verdict.kind === 'different' ? (
        <>
          <strong>Different</strong> at message {formatCount(verdict.index + 1)}:
          <dl>
            {lanes.map(({ demo: { name } }, index) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{verdict.texts[index] ?? ''}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <Agreement verdict={verdict} leftOut={leftOut} />
      )}
      {waiting.length === 0 ? null : (
        <p>
          {waiting.join(', ')}: {NO_ANSWER}
        </p>
      )}
    </div>
  )
}

const AGREEMENTS = {
  now: 'Identical so far',
  stopped: 'Identical until it was stopped',
  end: 'Identical',
} as const

function Agreement(props: {
  readonly verdict: Exclude<Verdict, { kind: 'different' }>
  readonly leftOut: string | undefined
}): JSX.Element {
  const { verdict, leftOut } = props
  if (verdict.kind === 'waiting') return <>Nothing to compare yet.</>
  const messages = `${formatCount(verdict.messages)} ${verdict.messages === 1 ? 'message' : 'messages'}`
  return (
    <>
      <strong>{AGREEMENTS[verdict.until]}</strong>: {messages}
      {leftOut === undefined ? '' : `, but for ${leftOut}`}.
    </>
  )
}
