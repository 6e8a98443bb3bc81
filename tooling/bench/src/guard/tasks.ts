import { runExchange, type StreamHandler } from '@sluice/core'
import { TICK, tickAt } from '../content/tick.ts'
import { flatOut } from '../scripts/flat-out.ts'
import { threeWrites } from '../scripts/three-writes.ts'
import { chunkHandler } from '../servers/ours/chunk-handler.ts'
import { contentApi } from '../servers/ours/content-api.ts'
import { handlerOf } from '../servers/ours/handler-of.ts'
import { tickApi } from '../servers/ours/tick-api.ts'
import { nullExchange } from './null-exchange.ts'

/** Something whose allocations are watched: each layer adds to the one before it. */
export interface GuardTask {
  readonly name: string
  readonly iterations: number
  run(this: void, iterations: number): Promise<void>
}

/** An event that was encoded beforehand: what is left is the writer. */
const ENCODED = `event: ${TICK}\ndata: ${JSON.stringify(tickAt(0))}\n\n`
const EVENTS = 20_000
const REQUESTS = 2_000

/** Per event: one request that sends many. Per request: many requests of three writes, or one event. */
export const GUARD_TASKS: readonly GuardTask[] = [
  perEvent('event: writer', (count) => chunkHandler(flatOut(count, () => ENCODED))),
  perEvent('event: send', (count) => eventsHandler(count, false)),
  perEvent('event: send, validating', (count) => eventsHandler(count, true)),
  perRequest('request: handler', chunkHandler(threeWrites(false))),
  perRequest('request: operation', handlerOf(contentApi(threeWrites(false), 0))),
  perRequest('request: operation, five middlewares', handlerOf(contentApi(threeWrites(false), 5))),
  perRequest('request: event stream', eventsHandler(1, false)),
]

function perEvent(name: string, handler: (count: number) => StreamHandler): GuardTask {
  return { name, iterations: EVENTS, run: (count) => runExchange(nullExchange(), handler(count)) }
}

function perRequest(name: string, handler: StreamHandler): GuardTask {
  return {
    name,
    iterations: REQUESTS,
    async run(count) {
      for (let i = 0; i < count; i++) await runExchange(nullExchange(), handler)
    },
  }
}

function eventsHandler(count: number, validate: boolean): StreamHandler {
  const script = flatOut(count, (i) => tickAt(i))
  return handlerOf(tickApi(script, { heartbeat: false, validate }))
}
