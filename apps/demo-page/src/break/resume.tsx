import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { DemoChoice } from '../demos/demo-choice.tsx'
import type { AboutOne } from '../demos/about-one.ts'
import { NO_ANSWER, patientFetch } from '../streams/patient-fetch.ts'
import { describeFailure, readStream } from '../streams/read-stream.ts'
import { formatCount, formatTime } from '../text/format.ts'
import { TickFollower } from './tick-follower.ts'

/** A stream that loses its connection, or its server, and goes on: what was lost, and what came twice. */
export function Resume({ demos, first }: AboutOne): JSX.Element {
  const chosen = useSignal(first)
  const follower = useSignal<TickFollower | undefined>(undefined)
  const note = useSignal('')
  const restarting = useSignal(false)
  const count = follower.value?.count.value
  const follows = count !== undefined && count.state !== 'closed'
  useEffect(() => () => follower.value?.close(), [])

  const follow = (): void => {
    follower.value?.close()
    note.value = ''
    try {
      follower.value = new TickFollower(chosen.value.url)
    } catch (error) {
      note.value = describeFailure(error)
    }
  }
  const drop = async (): Promise<void> => {
    try {
      const { name, url } = chosen.value
      const body = JSON.stringify({ target: follower.value?.target })
      const answer = await patientFetch(
        `${url}/drop`,
        { method: 'POST', headers: { 'content-type': 'application/json' }, body },
        () => (note.value = `${name}: ${NO_ANSWER}`),
      )
      const { dropped } = (await answer.json()) as { readonly dropped: number }
      note.value = `The server has reset ${dropped} ${dropped === 1 ? 'connection' : 'connections'}.`
    } catch (error) {
      note.value = describeFailure(error)
    }
  }
  const restart = async (): Promise<void> => {
    const { name } = chosen.value
    restarting.value = true
    note.value = ''
    try {
      const url = new URL(`demos/${name.toLowerCase()}/restart`, location.href).href
      await readStream(
        url,
        { method: 'POST' },
        {
          onMessages: (messages) => {
            for (const { data } of messages) note.value = stepText(name, data)
          },
        },
      )
    } catch (error) {
      note.value = describeFailure(error)
    }
    restarting.value = false
  }

  return (
    <article class="card" aria-labelledby="resume-title">
      <h3 id="resume-title">Lose the connection</h3>
      <p>
        Ten numbered ticks a second, followed by a plain <code>EventSource</code>. When it comes back it says
        what it has seen last, and is sent the rest.
      </p>
      <div class="controls">
        <DemoChoice demos={demos} chosen={chosen} disabled={follows} />
        <button
          type="button"
          aria-pressed={follows}
          onClick={follows ? () => follower.value?.close() : follow}
        >
          {follows ? 'Leave' : 'Follow'}
        </button>
        <button type="button" disabled={!follows} onClick={() => void drop()}>
          Drop the connection
        </button>
        <button type="button" disabled={!follows || restarting.value} onClick={() => void restart()}>
          Restart the server
        </button>
      </div>
      <dl class="counts">
        <Count name="State" value={count?.state ?? 'closed'} />
        <Count name="Ticks" value={formatCount(count?.received ?? 0)} />
        <Count name="Lost" value={formatCount(count?.lost ?? 0)} />
        <Count name="Repeated" value={formatCount(count?.repeated ?? 0)} />
        <Count name="Caught up" value={formatCount(count?.caughtUp ?? 0)} />
        <Count name="Connections" value={formatCount(count?.connections ?? 0)} />
      </dl>
      <p class="note" role="status">
        {count?.state === 'waiting' ? `${chosen.value.name}: ${NO_ANSWER}` : note.value}
      </p>
    </article>
  )
}

const STEPS: Readonly<Record<string, string>> = {
  draining: 'drains: its streams end, and no new ones begin',
  stopped: 'has stopped',
  listening: 'listens again',
}

function stepText(name: string, data: string): string {
  const { step, milliseconds } = JSON.parse(data) as { readonly step: string; readonly milliseconds: number }
  return `${name} ${STEPS[step] ?? step}, after ${formatTime(milliseconds)}.`
}

function Count({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
