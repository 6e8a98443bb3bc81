import { type Context, HttpError, InvalidEventError } from '@sluice/core'

import { noteBlocked } from '../note-blocked.ts'
import { describeError, type RouteState } from '../route-state.ts'
import type { EventStep, Unsendable } from './event-step.ts'

/** An event of a scripted stream. */
export interface ScriptedEvent {
  readonly event: string
  readonly data: unknown
  readonly id?: string
  readonly retry?: number
  readonly comment?: string
}

/** The stream of a scripted handler, of whatever kind it is. */
export interface ScriptedStream {
  readonly ctx: Context
  readonly lastEventId: unknown
  event(event: ScriptedEvent): Promise<void>
  comment(text: string): Promise<void>
  retry(milliseconds: number): Promise<void>
  stop(): void
}

const FLOOD_PIECE = 'x'.repeat(65_536)

/** Does what the steps say, one after the other. */
export async function runSteps(
  state: RouteState,
  stream: ScriptedStream,
  steps: readonly EventStep[],
): Promise<void> {
  for (const step of steps) {
    if ('event' in step) await sendEvents(state, stream, step)
    else if ('comment' in step) await stream.comment(step.comment)
    else if ('retry' in step) await noteRefused(state, stream.ctx, stream.retry(step.retry))
    else if ('echo' in step) await stream.event({ event: 'seen', data: stream.lastEventId ?? null })
    else if ('flood' in step) await flood(state, stream, step.flood)
    else {
      // Not awaited without need: the first await sends the head.
      const waiting = doAside(state, stream, step)
      if (waiting !== undefined) await waiting
    }
  }
}

/** Does what a generator does itself, too: all but sending. Returns a promise if there is something to wait for. */
export function doAside(
  state: RouteState,
  { ctx, stop }: Pick<ScriptedStream, 'ctx' | 'stop'>,
  step: EventStep,
): Promise<void> | undefined {
  if ('wait' in step) return state.marked(ctx, step.wait)
  if ('park' in step) return ctx.until(new Promise<never>(() => undefined))
  if ('header' in step) ctx.setHeader(...step.header)
  else if ('stop' in step) stop()
  else if ('fail' in step) throw failure(step.fail)
  return undefined
}

/** The event that a step describes. */
export function eventOf(step: Extract<EventStep, { readonly event: string }>): ScriptedEvent {
  const { times, unawaited, unsendable, ...event } = step
  const data = unsendable === undefined ? event.data : madeUnsendable(unsendable)
  return { ...event, data }
}

/** Records an event that was refused; anything else is passed on. */
export function recordRefusal(state: RouteState, ctx: Context, error: unknown): void {
  if (!(error instanceof InvalidEventError)) throw error
  state.record(ctx, 'refused', describeError(error))
}

async function sendEvents(
  state: RouteState,
  stream: ScriptedStream,
  step: Extract<EventStep, { readonly event: string }>,
): Promise<void> {
  for (let count = 0; count < (step.times ?? 1); count += 1) {
    const sending = stream.event(eventOf(step))
    if (step.unawaited !== true) await noteRefused(state, stream.ctx, sending)
  }
}

async function noteRefused(state: RouteState, ctx: Context, sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    recordRefusal(state, ctx, error)
  }
}

async function flood(state: RouteState, stream: ScriptedStream, size: number): Promise<void> {
  const { ctx } = stream
  try {
    for (let offset = 0; offset < size; offset += FLOOD_PIECE.length) {
      await noteBlocked(state, ctx, offset, stream.event({ event: 'text', data: FLOOD_PIECE }))
    }
    state.record(ctx, 'flooded')
  } catch (error) {
    state.record(ctx, 'send-rejected', describeError(error))
    throw error
  }
}

function madeUnsendable(kind: Unsendable): unknown {
  if (kind === 'bigint') return 1n
  if (kind === 'function') return madeUnsendable
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  return circle
}

function failure(status: number): Error {
  if (status === 500) return new Error('secret-cause')
  return new HttpError(status, 'Scripted Failure', { detail: 'As it was asked for.' })
}
