import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { DemoChoice } from '../demos/demo-choice.tsx'
import type { AboutOne } from '../demos/about-one.ts'
import { eachFrame } from '../streams/each-frame.ts'
import { EventFeed, type FeedState } from '../streams/event-feed.ts'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { describeFailure } from '../streams/read-stream.ts'

/** How many lines are shown: the last ones. */
const SHOWN = 100

/** The log of a demo, as it is written. */
export function LogTail({ demos, first }: AboutOne): JSX.Element {
  const chosen = useSignal(first)
  const lines = useSignal<readonly string[]>([])
  const failure = useSignal('')
  const follows = useSignal(true)
  const state = useSignal<FeedState>('asking')
  const list = useRef<HTMLOListElement>(null)
  const demo = chosen.value
  const runs = follows.value

  useEffect(() => {
    if (!runs) return
    let shown: string[] = []
    const draw = eachFrame(() => (lines.value = shown))
    try {
      failure.value = ''
      const feed = new EventFeed(`${demo.url}/log`, {
        line: (data) => {
          shown = [...shown.slice(1 - SHOWN), (data as { line: string }).line]
          draw()
        },
      })
      const stop = feed.state.subscribe((now) => (state.value = now))
      return () => {
        stop()
        feed.close()
      }
    } catch (error) {
      failure.value = describeFailure(error)
    }
  }, [demo, runs])
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight
  }, [lines.value])

  return (
    <article class="card" aria-labelledby="log-title">
      <h3 id="log-title">Its log</h3>
      <p>A file that grows. Each line has its place in it as id, so that a reader goes on where it was.</p>
      <div class="controls">
        <DemoChoice demos={demos} chosen={chosen} />
        <button type="button" aria-pressed={!runs} onClick={() => (follows.value = !runs)}>
          {runs ? 'Pause' : 'Follow'}
        </button>
      </div>
      <ol ref={list} class="messages" tabIndex={0} aria-label={`Log of ${demo.name}`}>
        {lines.value.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
      <p class="note" role="status">
        {runs && state.value === 'waiting' ? `${demo.name}: ${NO_ANSWER}` : failure.value}
      </p>
    </article>
  )
}
