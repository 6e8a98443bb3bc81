import {
  type EventContext,
  type EventMediaType,
  eventStream,
  type EventStreamOptions,
  HttpError,
  operation,
  type Operation,
  type SendEvent,
  type StandardSchema,
} from '@sluice/core'

import type { RouteState } from '../route-state.ts'
import { longText } from '../texts.ts'
import type { EventStep } from './event-step.ts'
import {
  doAside,
  eventOf,
  recordRefusal,
  runSteps,
  type ScriptedEvent,
  type ScriptedStream,
} from './run-steps.ts'
import { anything, digits, jsonText, object, type Shape, text, wholeNumber } from './shape.ts'

/** The events of every scripted stream. As a record of any name, so that wrong ones can be tried. */
const events: Readonly<Record<string, Shape<unknown>>> = {
  message: anything,
  tick: object({ n: wholeNumber }),
  text,
  any: anything,
  seen: anything,
  pulse: object({ alive: text }),
}

/** What a request for a scripted stream says. */
const query = object({ steps: jsonText<readonly EventStep[]>(), before: text, as: text }, ['before', 'as'])

type Options = EventStreamOptions<typeof events, true, Shape<number>, StandardSchema>

/** Operations that send the events that a request asks for; they differ in their options (clauses F1 to F7, O2). */
export function eventOperations(state: RouteState): readonly Operation[] {
  const scripted = (id: string, path: string, options: Omit<Options, 'lastEventId'>): Operation =>
    operation({
      id,
      method: 'GET',
      path,
      summary: 'The events that are asked for',
      query,
      response: eventStream(events, options),
      before: (ctx, input) => decide(state, ctx, input.query.before),
      handler: (ctx, input, send) => {
        state.record(ctx, 'handler')
        return runSteps(state, scriptedStream(ctx, send), input.query.steps)
      },
    })
  return [
    scripted('events', '/op/events', { heartbeat: false }),
    scripted('eventsKept', '/op/events/kept-alive', { heartbeat: 100 }),
    scripted('eventsPulse', '/op/events/pulse', {
      heartbeat: { every: 100, event: 'pulse', data: () => ({ alive: 'yes' }) },
    }),
    scripted('eventsUsual', '/op/events/usual', {}),
    scripted('eventsImpatient', '/op/events/impatient', { heartbeat: false, writeTimeout: 300 }),
    scripted('eventsMortal', '/op/events/mortal', {
      heartbeat: false,
      maxLifetime: 600,
      lifetimeJitter: 0.5,
      terminator: '[DONE]',
    }),
    scripted('eventsDrained', '/op/events/drained', {
      heartbeat: false,
      endOnDrain: true,
      terminator: '[DONE]',
    }),
    scripted('eventsFew', '/op/events/few', { heartbeat: false, collectLimit: 1_000 }),
    scripted('eventsChosen', '/op/events/chosen', {
      heartbeat: false,
      // A type that is not offered is a failure; that one is the suite's to try.
      choose: (input: { readonly query: { readonly as?: EventMediaType } }) =>
        input.query.as ?? 'text/event-stream',
    }),
    operation({
      id: 'eventsNumbered',
      method: 'GET',
      path: '/op/events/numbered',
      summary: 'The events that are asked for, with ids that are numbers',
      query,
      response: eventStream(events, { heartbeat: false, lastEventId: digits }),
      handler: (ctx, input, send) => runSteps(state, scriptedStream(ctx, send), input.query.steps),
    }),
    operation({
      id: 'eventsLong',
      method: 'GET',
      path: '/op/events/long',
      summary: 'One event of a megabyte',
      response: eventStream(events),
      handler: (_ctx, _input, send) => send('text', longText),
    }),
    operation({
      id: 'eventsYielded',
      method: 'GET',
      path: '/op/events/yielded',
      summary: 'The events that are asked for, from a generator',
      query,
      response: eventStream(events, { heartbeat: false }),
      handler: (ctx, input) => yielded(state, ctx, input.query.steps),
    }),
  ]
}

function scriptedStream(ctx: EventContext<unknown>, send: SendEvent<typeof events>): ScriptedStream {
  return {
    ctx,
    lastEventId: ctx.lastEventId,
    event: ({ event, data, ...fields }) => send(event, data, fields),
    comment: (comment) => send.comment(comment),
    retry: (milliseconds) => send.retry(milliseconds),
    stop: () => ctx.stop(),
  }
}

/** What is done before anything is sent. */
function decide(state: RouteState, ctx: EventContext, how: string | undefined): void {
  state.record(ctx, 'before', ctx.headersSent)
  if (how === 'header') {
    ctx.setHeader('x-before', 'yes')
    ctx.setHeader('cache-control', 'private, no-cache')
  }
  if (how === 'stop') ctx.stop()
  if (how === 'refuse') throw new HttpError(403, 'Forbidden', { detail: 'Not with that query.' })
}

async function* yielded(
  state: RouteState,
  ctx: EventContext,
  steps: readonly EventStep[],
): AsyncGenerator<ScriptedEvent, void> {
  try {
    for (const step of steps) {
      if (!('event' in step)) {
        const waiting = doAside(state, { ctx, stop: () => ctx.stop() }, step)
        if (waiting !== undefined) await waiting
      } else {
        try {
          yield eventOf(step)
        } catch (error) {
          recordRefusal(state, ctx, error)
        }
      }
    }
  } finally {
    state.record(ctx, 'finally')
  }
}
