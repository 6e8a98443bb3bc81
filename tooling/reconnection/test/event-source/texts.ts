import { type EventContext, eventStream, type Operation, operation, type SendEvent } from '@sluice/core'
import { z } from 'zod'

/** The names that streams of texts know, whether a page listens to them or not. */
const TEXTS = { message: z.string(), tick: z.string(), Tick: z.string(), näme: z.string() }

/** What a stream of texts does. */
type TextHandler = (ctx: EventContext, send: SendEvent<typeof TEXTS>) => Promise<void>

/** A stream of texts, as JSON, at `/NAME`; the terminator is sent as it is. */
export function texts(name: string, handler: TextHandler, terminator?: string): Operation {
  return operation({
    id: name,
    method: 'GET',
    path: `/${name}`,
    response: eventStream(TEXTS, terminator === undefined ? {} : { terminator }),
    handler: (ctx, _input, send) => handler(ctx, send),
  })
}

/** Waits until the stream is ended from outside. */
export function hold(ctx: EventContext): Promise<never> {
  return ctx.until(new Promise(() => {}))
}
