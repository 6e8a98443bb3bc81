import { useSignal, useSignalEffect } from '@preact/signals'
import type { JSX } from 'preact/jsx-runtime'
import { DemoForm } from '../demos/demo-form.tsx'
import type { AboutOne } from '../demos/about-one.ts'
import type { LiveDemo } from '../demos/live-demo.ts'
import { ServerView } from '../demos/server-view.tsx'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { describeFailure } from '../streams/read-stream.ts'
import { formatBytes } from '../text/format.ts'
import { Chart } from '../watch/chart.tsx'
import { linesOf, timesOf } from '../watch/system-charts.tsx'
import { openStalled, type StalledStream } from './stalled-stream.ts'

/** What the server would send: a gigabyte. */
const SIZE = 1_000_000_000

/** Milliseconds that the server waits for a client. */
const DEADLINE = 5_000

const MEBIBYTE = 1024 ** 2

/** A client that stops reading: what the server keeps for it, and for how long. */
export function Stall({ demos, first }: AboutOne): JSX.Element {
  const chosen = useSignal(first)
  const asked = useSignal<
    { readonly demo: LiveDemo; readonly target: string; readonly memory: number } | undefined
  >(undefined)
  const stalled = useSignal<StalledStream | undefined>(undefined)
  const note = useSignal('')

  const start = async (): Promise<void> => {
    const demo = chosen.value
    // A size of its own, by which the server tells this stream from others.
    const size = SIZE + (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0)
    const target = `/bytes?size=${size}&deadline=${DEADLINE}`
    asked.value = { demo, target, memory: memoryOf(demo) }
    try {
      stalled.value = await openStalled(demo.url + target, () => (note.value = `${demo.name}: ${NO_ANSWER}`))
      note.value = `Read ${formatBytes(stalled.value.read)}, and then no more. The server waits ${DEADLINE / 1_000} s.`
    } catch (error) {
      note.value = describeFailure(error)
    }
  }
  // The server says first that it has cut the stream off: here, nobody reads it.
  useSignalEffect(() => {
    const { demo, target } = asked.value ?? {}
    const record = target === undefined ? undefined : demo?.recordOf(target)
    if (stalled.value === undefined || record === undefined || !('outcome' in record)) return
    stalled.value.close()
    stalled.value = undefined
    note.value = record.outcome === 'failed' ? 'The server has cut the stream off.' : 'The stream is over.'
  })

  const demo = asked.value?.demo ?? chosen.value
  const times = timesOf([demo])
  const growth = asked.value === undefined ? undefined : memoryOf(demo) - asked.value.memory
  return (
    <article class="card" aria-labelledby="stall-title">
      <h3 id="stall-title">Stop reading</h3>
      <p>
        The server would send a gigabyte and has a write deadline of {DEADLINE / 1_000} s. It keeps no more
        than a little of what is not read.
      </p>
      <DemoForm demos={demos} chosen={chosen} runs={stalled.value !== undefined} verb="Stall" begin={start} />
      <Chart
        title={`Resident memory of ${demo.name}`}
        times={times}
        lines={linesOf([demo], times, ({ memory }) => memory.residentBytes / MEBIBYTE)}
        format={(value) => `${value.toFixed(0)} MiB`}
      />
      <p class="figures">
        Since the stall:{' '}
        <output>
          {growth === undefined ? '–' : `${growth < 0 ? '−' : '+'}${formatBytes(Math.abs(growth))}`}
        </output>
      </p>
      <p class="note" role="status">
        {note.value}
      </p>
      <ServerView demo={demo} target={asked.value?.target} />
    </article>
  )
}

function memoryOf({ samples }: LiveDemo): number {
  return samples.value.at(-1)?.sample.memory.residentBytes ?? 0
}
