import {
  type Context,
  jsonLines,
  type JsonLinesOptions,
  operation,
  type Operation,
  type SendItem,
} from '@sluice/core'

import type { RouteState } from '../route-state.ts'
import type { EventStep } from './event-step.ts'
import { runSteps, type ScriptedStream } from './run-steps.ts'
import { anything, jsonText, object } from './shape.ts'

const query = object({ steps: jsonText<readonly EventStep[]>() })

/** Operations that send the data of the events that a request asks for, as items (clauses F2 to F6). */
export function itemOperations(state: RouteState): readonly Operation[] {
  const scripted = (id: string, path: string, options: JsonLinesOptions<true>): Operation =>
    operation({
      id,
      method: 'GET',
      path,
      summary: 'The items that are asked for',
      query,
      response: jsonLines(anything, options),
      handler: (ctx, input, send) => runSteps(state, scriptedStream(ctx, send), input.query.steps),
    })
  return [
    scripted('items', '/op/items', {}),
    scripted('itemsKept', '/op/items/kept-alive', { heartbeat: 100 }),
    scripted('itemsMortal', '/op/items/mortal', { maxLifetime: 600 }),
  ]
}

function scriptedStream(ctx: Context, send: SendItem<typeof anything>): ScriptedStream {
  return {
    ctx,
    lastEventId: undefined,
    event: ({ data }) => send(data),
    comment: onlyEvents,
    retry: onlyEvents,
    stop: onlyEvents,
  }
}

function onlyEvents(): never {
  throw new Error('Items have no comments, no retry and no stop: take these steps to a stream of events.')
}
