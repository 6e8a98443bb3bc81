import type { EndedStream, StreamRecord } from 'demo-shared/wire'
import type { JSX } from 'preact/jsx-runtime'
import { formatBytes, formatCount, formatTime } from '../text/format.ts'
import type { LiveDemo } from './live-demo.ts'

/** What the server itself says of a stream: whether its handler runs, and how it ended. */
export function ServerView(props: {
  readonly demo: LiveDemo
  readonly target: string | undefined
}): JSX.Element {
  const { demo, target } = props
  const record = target === undefined ? undefined : demo.recordOf(target)
  return (
    <p class="server-view" role="status">
      <b>On the server:</b> {record === undefined ? 'nothing yet' : describe(record)}
    </p>
  )
}

function describe(record: StreamRecord | EndedStream): string {
  const sent = `${formatBytes(record.bytes)}${record.events === 0 ? '' : `, ${formatCount(record.events)} rows`}`
  const after = `after ${formatTime(record.milliseconds)}, ${sent} sent`
  if (!('outcome' in record)) return `the handler runs, ${sent} sent`
  if (record.outcome === 'completed') return `completed ${after}`
  if (record.outcome === 'disconnected') return `the handler was stopped, because the client left, ${after}`
  return `failed with ${record.error ?? 'an error'} ${after}`
}
