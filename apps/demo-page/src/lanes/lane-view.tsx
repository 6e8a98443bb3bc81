import { useLayoutEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { formatBytes, formatCount, formatTime } from '../text/format.ts'
import type { Arrived, Lane, LaneView } from './lane.ts'
import { Timeline } from './timeline.tsx'

const STATES: Readonly<Record<LaneView['state'], string>> = {
  idle: 'ready',
  asking: 'asking …',
  waiting: 'no answer yet',
  streaming: 'streaming',
  complete: 'complete',
  stopped: 'stopped',
  failed: 'failed',
}

/** One router's stream, as it arrives. */
export function LaneColumn({ lane, span }: { readonly lane: Lane; readonly span: number }): JSX.Element {
  const view = lane.view.value
  const { name, url } = lane.demo
  return (
    <article class="lane" aria-label={name} data-state={view.state}>
      <header>
        <h3>{name}</h3>
        <span class="state">{STATES[view.state]}</span>
      </header>
      <Timeline
        arrivals={view.arrivals}
        span={span}
        bytes={view.bytes}
        label={`When bytes arrived from ${name}: ${formatBytes(view.bytes)} in ${formatTime(view.milliseconds)}`}
      />
      <p class="figures">
        <output>{formatCount(view.messages)}</output> messages, {formatBytes(view.bytes)},{' '}
        {formatTime(view.milliseconds)}
      </p>
      <Messages last={view.last} label={`Messages from ${name}`} />
      <p class="note">{view.note === '' ? ' ' : view.note}</p>
      <p class="links">
        <a href={`${url}/docs`}>docs</a> <a href={`${url}/openapi.json`}>openapi.json</a>
      </p>
    </article>
  )
}

/** Longer than anybody reads while it passes. */
const LONG = 160

/** The last messages, in a box of one height: it keeps to its end unless somebody scrolls away from it. */
function Messages({
  last,
  label,
}: {
  readonly last: readonly Arrived[]
  readonly label: string
}): JSX.Element {
  const ref = useRef<HTMLOListElement>(null)
  const follows = useRef(true)
  useLayoutEffect(() => {
    const list = ref.current
    if (list !== null && follows.current) list.scrollTop = list.scrollHeight
  }, [last])
  const noteScroll = (): void => {
    const list = ref.current
    if (list !== null) follows.current = list.scrollHeight - list.scrollTop - list.clientHeight < 24
  }
  return (
    <ol ref={ref} class="messages" tabIndex={0} aria-label={label} onScroll={noteScroll}>
      {last.map(({ index, at, event, text }) => (
        <li key={index}>
          <time>{formatTime(at)}</time> {event === undefined ? null : <b>{event}</b>}{' '}
          <span>{text.length > LONG ? `${text.slice(0, LONG)}…` : text}</span>
        </li>
      ))}
    </ol>
  )
}
