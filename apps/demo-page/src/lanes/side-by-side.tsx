import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import type { Demo } from '../demos/demo.ts'
import { HowItIsMade } from '../source/how-it-is-made.tsx'
import { eachFrame } from '../streams/each-frame.ts'
import { Comparison, type Verdict } from './comparison.ts'
import { Lane } from './lane.ts'
import { type LaneOperation, laneOperations } from './lane-operation.ts'
import { LaneColumn } from './lane-view.tsx'
import { VerdictLine } from './verdict-line.tsx'

/** The same operation on all routers at once, and whether they say the same. */
export function SideBySide({ demos }: { readonly demos: readonly Demo[] }): JSX.Element {
  const lanes = useRef<readonly Lane[]>([])
  if (lanes.current.length === 0) lanes.current = demos.map((demo) => new Lane(demo))
  const operation = useSignal<LaneOperation>(laneOperations[0])
  /** What runs, or has: another may have been chosen since. */
  const ran = useSignal(operation.value)
  const verdict = useSignal<Verdict>({ kind: 'waiting' })
  const running = useSignal<AbortController | undefined>(undefined)
  const span = Math.max(...lanes.current.map(({ view }) => view.value.arrivals.span))

  const last = useRef(Promise.resolve())
  const run = (): void => {
    running.value?.abort()
    const controller = new AbortController()
    running.value = controller
    const asked = operation.value
    ran.value = asked
    // A lane that was stopped says so, and gives its connection back, before it is used again.
    last.current = last.current.then(() => runLanes(asked, controller))
  }
  const runLanes = async (asked: LaneOperation, controller: AbortController): Promise<void> => {
    const comparison = new Comparison(demos.length)
    const judge = eachFrame(() => {
      if (running.value === controller || running.value === undefined) verdict.value = comparison.verdict
    })
    verdict.value = comparison.verdict
    await Promise.all(
      lanes.current.map((lane, index) =>
        lane.run(asked, controller.signal, {
          onTexts: (texts) => {
            comparison.add(index, texts)
            judge()
          },
          onEnd: (end) => {
            comparison.end(index, end)
            judge()
          },
        }),
      ),
    )
    if (running.value === controller) running.value = undefined
  }
  const choose = (id: string): void => {
    operation.value = laneOperations.find((each) => each.id === id) ?? laneOperations[0]
  }
  // A page on which nothing moves says little of streams.
  useEffect(() => {
    run()
    return () => running.value?.abort()
  }, [])

  return (
    <section id="side-by-side" aria-labelledby="side-by-side-title">
      <h2 id="side-by-side-title">Side by side</h2>
      <p>One handler, mounted on three routers. Each stream shows what it sends, and when it arrived here.</p>
      <form
        class="controls"
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
      >
        <label>
          Operation{' '}
          <select value={operation.value.id} onChange={(event) => choose(event.currentTarget.value)}>
            {laneOperations.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Run</button>
        <button type="button" disabled={running.value === undefined} onClick={() => running.value?.abort()}>
          Stop
        </button>
      </form>
      <VerdictLine verdict={verdict.value} lanes={lanes.current} leftOut={ran.value.leftOut} />
      <div class="lanes">
        {lanes.current.map((lane) => (
          <LaneColumn key={lane.demo.name} lane={lane} span={span} />
        ))}
      </div>
      <HowItIsMade handler={operation.value.source} />
    </section>
  )
}
