import { createServer } from 'node:http'
import { EventStream, H3 } from 'h3'
import { toNodeHandler } from 'h3/node'
import { TICK } from '../content/tick.ts'
import type { Chunk, Script } from '../scripts/script.ts'
import type { BenchServer } from './bench-server.ts'

/** h3 2 on Node: `EventStream`, and a `ReadableStream` for bytes. */
export const h3: BenchServer = {
  title: 'h3',
  kind: 'peer',
  packages: ['h3'],
  share: 0.5,
  chunks: (script) => {
    const app = new H3().get('/stream', () => toStream(script))
    return createServer(toNodeHandler(app) as Parameters<typeof createServer>[1])
  },
  ticks: (script, { heartbeat }) => {
    const app = new H3().get('/stream', (event) => {
      const events = new EventStream(event)
      if (heartbeat !== undefined) {
        const timer = setInterval(() => void events.pushComment(''), heartbeat)
        events.onClosed(() => clearInterval(timer))
      }
      void script
        .push(
          (tick) => events.push({ event: TICK, data: JSON.stringify(tick) }),
          (listener) => events.onClosed(listener),
        )
        .then(() => events.close())
      return events
    })
    return createServer(toNodeHandler(app) as Parameters<typeof createServer>[1])
  },
}

const encoder = new TextEncoder()

function toStream(script: Script<Chunk>): ReadableStream<Uint8Array> {
  const pieces = script.pull(() => {})
  return new ReadableStream({
    async pull(controller) {
      const { value } = await pieces.next()
      if (value === undefined) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    cancel: async () => void (await pieces.return()),
  })
}
