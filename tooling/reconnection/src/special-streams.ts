import { type EventContext, eventStream, HttpError, type Operation, operation } from '@sluice/core'
import { z } from 'zod'
import { RETRY } from './numbers.ts'

const TICK = z.object({ n: z.number() })
const TEXT = z.object({ text: z.string() })

/** Later than the end of any test. */
const NEVER = 3_600_000

/** Milliseconds of silence that a heartbeat breaks, and of life for streams that are only that. */
const SILENCE = 10
const LIFETIME = 120

/** The event that has everything in its name which a name can have. */
export const ODD_NAME = 'naïve name: 1, 2 ✓'

/** The raw data at the end of `/kinds`, the only kind that takes several `data` lines. */
export const TERMINATOR = '[DONE]\nand over'

/** Waits until the stream is ended from outside. */
function hold(ctx: EventContext): Promise<never> {
  return ctx.until(new Promise(() => {}))
}

/** Every kind of event and of what is no event, then a clean end. */
const kinds: Operation = operation({
  id: 'kinds',
  method: 'GET',
  path: '/kinds',
  response: eventStream({ tick: TICK, message: TEXT, [ODD_NAME]: TEXT }, { terminator: TERMINATOR }),
  async handler(_ctx, _input, send) {
    await send.comment('for nobody\ndata: not data')
    await send.retry(NEVER)
    await send('tick', { n: 1 }, { comment: 'nor is this\r\nevent: message' })
    await send('message', { text: 'one\ntwo\r\nthree\rfour' })
    await send(ODD_NAME, { text: '日本語 🙂' })
  },
})

/** Nothing at all. */
const silent: Operation = operation({
  id: 'silent',
  method: 'GET',
  path: '/silent',
  response: eventStream({ tick: TICK }),
  handler: (ctx) => hold(ctx),
})

/** An event with an id, then only what breaks the silence: events without one. */
const beating: Operation = operation({
  id: 'beating',
  method: 'GET',
  path: '/beating',
  response: eventStream(
    { tick: TICK, beat: z.object({}) },
    { heartbeat: { every: SILENCE, event: 'beat', data: {} }, maxLifetime: LIFETIME },
  ),
  async *handler(ctx) {
    yield { event: 'tick', data: { n: 1 }, id: 'before the beats', retry: RETRY }
    await hold(ctx)
  },
})

/** Only comments. */
const commenting: Operation = operation({
  id: 'commenting',
  method: 'GET',
  path: '/commenting',
  response: eventStream({ tick: TICK }, { heartbeat: SILENCE, maxLifetime: LIFETIME }),
  handler: (ctx) => hold(ctx),
})

/** Ends at once, and says when to come back: in an event, or on its own. */
const retrying: Operation = operation({
  id: 'retrying',
  method: 'GET',
  path: '/retrying/{by}/{retry}',
  params: z.object({ by: z.enum(['event', 'send']), retry: z.coerce.number() }),
  response: eventStream({ tick: TICK }),
  async handler(_ctx, { params: { by, retry } }, send) {
    if (by === 'send') await send.retry(retry)
    else await send('tick', { n: 1 }, { retry })
  },
})

/** Sends events with the ids it was given, and ends; to who comes back with one, it tells which. */
const ids: Operation = operation({
  id: 'ids',
  method: 'GET',
  path: '/ids',
  query: z.object({ id: z.array(z.string()) }),
  response: eventStream({ tick: TICK, message: TEXT }),
  async handler(ctx, { query }, send) {
    await send.retry(RETRY)
    if (ctx.lastEventId === undefined) {
      for (const id of query.id) await send('tick', { n: 1 }, { id })
    } else {
      await send('message', { text: ctx.lastEventId })
      await hold(ctx)
    }
  },
})

/** Refuses before the stream. */
const refused: Operation = operation({
  id: 'refused',
  method: 'GET',
  path: '/refused/{status}',
  params: z.object({ status: z.coerce.number() }),
  response: eventStream({ tick: TICK }),
  before(_ctx, { params }) {
    throw new HttpError(params.status, 'Refused')
  },
  handler() {},
})

/** Streams that each do one thing besides counting. */
export const SPECIAL_STREAMS: readonly Operation[] = [
  kinds,
  silent,
  beating,
  commenting,
  retrying,
  ids,
  refused,
]
