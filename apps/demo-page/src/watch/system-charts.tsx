import type { JSX } from 'preact/jsx-runtime'
import type { SystemSample } from 'demo-shared/wire'
import type { LiveDemo } from '../demos/live-demo.ts'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { Chart, type Line } from './chart.tsx'

const MEBIBYTE = 1024 ** 2

const FIGURES: readonly {
  readonly title: string
  readonly of: (sample: SystemSample) => number | null
  readonly format: (value: number) => string
}[] = [
  {
    title: 'CPU of the process',
    of: ({ cpu }) => cpu.processPercent,
    format: (value) => `${value.toFixed(value < 10 ? 1 : 0)} %`,
  },
  {
    title: 'Resident memory',
    of: ({ memory }) => memory.residentBytes / MEBIBYTE,
    format: (value) => `${value.toFixed(0)} MiB`,
  },
  {
    title: 'Event loop, most delay',
    of: ({ eventLoopDelay }) => eventLoopDelay?.max ?? null,
    format: (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`,
  },
]

/** How busy the demos are, as each of them streams it. */
export function SystemCharts({ demos }: { readonly demos: readonly LiveDemo[] }): JSX.Element {
  const times = timesOf(demos)
  return (
    <>
      <div class="charts">
        {FIGURES.map(({ title, of, format }) => (
          <Chart key={title} title={title} times={times} lines={linesOf(demos, times, of)} format={format} />
        ))}
      </div>
      <p class="note" role="status">
        {reachOf(demos)}
      </p>
    </>
  )
}

/** Which demos say nothing, and why that may be. */
function reachOf(demos: readonly LiveDemo[]): string {
  const namesOf = (state: LiveDemo['state']): string =>
    demos
      .filter((demo) => demo.state === state)
      .map(({ name }) => name)
      .join(', ')
  const [waiting, lost] = [namesOf('waiting'), namesOf('lost')]
  if (waiting !== '') return `${waiting}: ${NO_ANSWER}`
  return lost === '' ? '' : `${lost}: the connection is lost, and tried again.`
}

/** Every second in which any of them had something to say. */
export function timesOf(demos: readonly LiveDemo[]): number[] {
  const times = new Set(demos.flatMap(({ samples }) => samples.value.map(({ at }) => at)))
  return [...times].toSorted((a, b) => a - b)
}

/** A figure of each demo, second by second. */
export function linesOf(
  demos: readonly LiveDemo[],
  times: readonly number[],
  figure: (sample: SystemSample) => number | null,
): Line[] {
  return demos.map(({ name, samples }) => {
    const known = new Map(samples.value.map(({ at, sample }) => [at, figure(sample)]))
    // A sample a second, and now and then none in one and two in the next.
    const missing = (time: number): null | undefined =>
      known.has(time - 1) && known.has(time + 1) ? undefined : null
    return { name, values: times.map((time) => known.get(time) ?? missing(time)) }
  })
}
