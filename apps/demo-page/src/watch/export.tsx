import { useSignal } from '@preact/signals'
import type { JSX } from 'preact/jsx-runtime'
import { DemoForm } from '../demos/demo-form.tsx'
import type { AboutOne } from '../demos/about-one.ts'
import type { LiveDemo } from '../demos/live-demo.ts'
import { ServerView } from '../demos/server-view.tsx'
import { eachFrame } from '../streams/each-frame.ts'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { describeFailure, readStream } from '../streams/read-stream.ts'
import { formatBytes, formatCount } from '../text/format.ts'

const ROWS = 500_000

interface Progress {
  readonly rows: number
  readonly bytes: number
  readonly milliseconds: number
}

const NOTHING: Progress = { rows: 0, bytes: 0, milliseconds: 0 }

/** A large export: how fast it comes, and what becomes of its handler when it is cancelled. */
export function Export({ demos, first }: AboutOne): JSX.Element {
  const chosen = useSignal(first)
  const asked = useSignal<{ readonly demo: LiveDemo; readonly target: string }>({ demo: first, target: '' })
  const progress = useSignal<Progress>(NOTHING)
  const note = useSignal('')
  const running = useSignal<AbortController | undefined>(undefined)

  const start = async (): Promise<void> => {
    const controller = new AbortController()
    running.value = controller
    // A data set of its own, which is also how the server tells this export from others.
    const target = `/export?rows=${ROWS}&seed=${crypto.getRandomValues(new Uint32Array(1))[0] ?? 0}`
    asked.value = { demo: chosen.value, target }
    let now = NOTHING
    const draw = eachFrame(() => (progress.value = now))
    draw()
    note.value = ''
    try {
      await readStream(
        chosen.value.url + target,
        { signal: controller.signal },
        {
          onWaiting: () => (note.value = `${asked.value.demo.name}: ${NO_ANSWER}`),
          onHead: () => (note.value = ''),
          onBytes: (count, at) => (now = { ...now, bytes: now.bytes + count, milliseconds: at }),
          onMessages: (messages, at) => {
            now = { ...now, rows: now.rows + messages.length, milliseconds: at }
            draw()
          },
        },
      )
      note.value = 'Complete.'
    } catch (error) {
      note.value = controller.signal.aborted ? 'Cancelled by you.' : describeFailure(error)
    }
    running.value = undefined
  }

  const { rows, bytes, milliseconds } = progress.value
  const rate = milliseconds === 0 ? 0 : (rows / milliseconds) * 1_000
  return (
    <article class="card" aria-labelledby="export-title">
      <h3 id="export-title">An export</h3>
      <p>{formatCount(ROWS)} orders as JSON Lines, made as fast as they are taken.</p>
      <DemoForm
        demos={demos}
        chosen={chosen}
        runs={running.value !== undefined}
        verb="Export"
        begin={start}
        stop={{ verb: 'Cancel', act: () => running.value?.abort() }}
      />
      <progress max={ROWS} value={rows} aria-label="Rows that have arrived" />
      <p class="figures">
        <output>{formatCount(rows)}</output> rows, {formatBytes(bytes)}, {formatCount(Math.round(rate))} rows
        a second
      </p>
      <p class="note" role="status">
        {note.value}
      </p>
      <ServerView demo={asked.value.demo} target={asked.value.target} />
    </article>
  )
}
