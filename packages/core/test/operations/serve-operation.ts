import { z } from 'zod'
import type { EventStreamOptions } from '../../src/formats/event-stream-options.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import type { EventContext, SendEvent } from '../../src/formats/event-types.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { toHandler } from '../../src/operation/to-handler.ts'
import type { Middleware } from '../../src/response/middleware.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'
import { type FakeInit, type Served, serve, settled } from '../fake-exchange.ts'

/** Serves one request by an operation, on an exchange without a network. */
export function serveOperation(
  served: Operation,
  init: FakeInit = {},
  middleware: readonly Middleware[] = [],
): Served {
  return serve(toHandler({ operation: served, arrayKeys: new Set(), ownQuery: [] }, middleware), init)
}

export const EVENTS = {
  tick: z.object({ n: z.number() }),
  message: z.string(),
  ping: z.object({}),
}
export type Events = typeof EVENTS
export type TickOptions = EventStreamOptions<Events, true, undefined, StandardSchema>
export type Send = SendEvent<Events>

/** An operation that sends `EVENTS`. */
export function ticks(
  handler: (ctx: EventContext, input: unknown, send: Send) => void | Promise<void>,
  options: TickOptions = {},
): Operation {
  return operation({ id: 'ticks', method: 'GET', path: '/', response: eventStream(EVENTS, options), handler })
}

/** A stream whose handler only waits: the test sends in its place. */
export interface RunningTicks extends Served {
  readonly ctx: EventContext
  readonly send: Send
  /** The handler returns. */
  finish(): void
  /** The handler throws. */
  fail(error: unknown): void
}

/** Starts a stream of `EVENTS` and waits until its handler runs. */
export async function startTicks(options?: TickOptions, init?: FakeInit): Promise<RunningTicks> {
  let running!: Pick<RunningTicks, 'ctx' | 'send' | 'finish' | 'fail'>
  const served = serveOperation(
    ticks(
      (ctx, _input, send) => new Promise((finish, fail) => (running = { ctx, send, finish, fail })),
      options,
    ),
    init,
  )
  await settled()
  return { ...served, ...running }
}

/** The headers of what was answered, by name. */
export function headersOf({ sink }: Served): Record<string, string> {
  return Object.fromEntries(sink.head?.headers.map(({ name, values }) => [name, values.join(', ')]) ?? [])
}

/** The problem that was answered. */
export function problemOf(served: Served): Record<string, unknown> {
  return JSON.parse(served.sink.text)
}

/** Asks for this representation. */
export function accepting(accept: string): FakeInit {
  return { headers: { accept } }
}
