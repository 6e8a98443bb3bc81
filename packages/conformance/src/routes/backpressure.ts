import { type StreamHandler, stream } from '@sluice/core'

import { numberOf, route, type RouteGroup } from './define-route.ts'
import { BLOCKED_AFTER, noteBlocked } from './note-blocked.ts'
import { patternBytes } from './pattern.ts'
import { describeError, type RouteState } from './route-state.ts'

/** Routes about slow clients and deadlines for them (clauses P1 to P3, P5). */
export const backpressureRoutes: RouteGroup = (state) => [
  route(state, 'get', '/pressure/flood', flood(state)),
  route(state, 'get', '/pressure/pending', pending(state)),
  route(state, 'get', '/pressure/deadline', deadline(state)),
  route(state, 'get', '/pressure/idle-deadline', idleDeadline),
  route(state, 'get', '/pressure/unawaited', unawaited(state)),
  route(state, 'get', '/pressure/unawaited-small', unawaited(state), { maxBufferedBytes: 1_048_576 }),
]

const flood =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      const size = numberOf(ctx.query, 'size', 67_108_864)
      const chunk = numberOf(ctx.query, 'chunk', 65_536)
      try {
        for (let offset = 0; offset < size; offset += chunk) {
          const piece = patternBytes(offset, Math.min(chunk, size - offset))
          await noteBlocked(state, ctx, offset, ctx.writer.write(piece))
          // A turn of the event loop, as a handler that reads from anywhere takes.
          if ((offset / chunk) % 16 === 15) await new Promise((resolve) => setImmediate(resolve))
        }
        state.record(ctx, 'finished', size)
      } catch (error) {
        state.record(ctx, 'write-rejected', describeError(error))
        throw error
      } finally {
        state.record(ctx, 'finally')
      }
    })

/** Writes until that blocks, then starts writes and flushes, and records how each of them settles. */
const pending =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      for (let count = 0; count < 1_024; count += 1) {
        const blocked = Symbol('blocked')
        const writing = ctx.writer.write(patternBytes(0, 65_536))
        const pause = new Promise<symbol>((resolve) => setTimeout(resolve, BLOCKED_AFTER, blocked))
        if ((await Promise.race([writing, pause])) === blocked) break
      }
      for (const [name, start] of [
        ['write', () => ctx.writer.write('late')],
        ['flush', () => ctx.writer.flush()],
        ['second-write', () => ctx.writer.write('later')],
        ['second-flush', () => ctx.writer.flush()],
      ] as const) {
        start().then(
          () => state.record(ctx, `${name}-resolved`),
          (error: unknown) => state.record(ctx, `${name}-rejected`, describeError(error)),
        )
      }
      state.record(ctx, 'pending')
      await ctx.until(new Promise<never>(() => undefined))
    })

/**
 * Writes until blocked under a write deadline of `ms`. `mode`: `fixed` sets it once; `moved` sets one
 * of a minute and then, when blocked, moves it to `ms`; `cleared` sets it and clears it when blocked.
 */
const deadline =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      const ms = numberOf(ctx.query, 'ms', 100)
      const mode = ctx.query.get('mode')
      const size = numberOf(ctx.query, 'size', 268_435_456)
      ctx.writer.setWriteDeadline(Date.now() + (mode === 'moved' ? 60_000 : ms))
      let timer: NodeJS.Timeout | undefined
      try {
        for (let offset = 0; offset < size; offset += 65_536) {
          timer = setTimeout(() => {
            if (mode === 'moved') ctx.writer.setWriteDeadline(new Date(Date.now() + ms))
            if (mode === 'cleared') ctx.writer.setWriteDeadline(undefined)
            state.record(ctx, 'blocked', offset)
          }, 50)
          await ctx.writer.write(patternBytes(offset, 65_536))
          clearTimeout(timer)
          if (mode === 'cleared' || mode === 'renewed') ctx.writer.setWriteDeadline(Date.now() + ms)
        }
        state.record(ctx, 'finished')
      } catch (error) {
        state.record(ctx, 'write-rejected', describeError(error))
        throw error
      } finally {
        clearTimeout(timer)
        state.record(ctx, 'finally')
      }
    })

/** Lets a write deadline pass between two writes, neither of which is blocked. */
const idleDeadline: StreamHandler = (ctx) =>
  stream(async () => {
    ctx.writer.setWriteDeadline(Date.now() + 20)
    await ctx.writer.write('before ')
    await new Promise((resolve) => setTimeout(resolve, 60))
    ctx.writer.setWriteDeadline(Date.now() + 60_000)
    await ctx.writer.write('after')
  })

/** Never awaits a write: records the bytes that were taken when the writer gave up, or `unbounded`. */
const unawaited =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      const piece = patternBytes(0, 65_536)
      let written = 0
      let rejection: unknown
      const size = numberOf(ctx.query, 'size', 67_108_864)
      while (written < size && !ctx.signal.aborted && rejection === undefined) {
        ctx.writer.write(piece).catch((error: unknown) => (rejection ??= error))
        written += piece.length
        if (ctx.query.has('turns')) await new Promise((resolve) => setImmediate(resolve))
      }
      const over = ctx.signal.aborted
      await Promise.resolve()
      state.record(ctx, over ? 'bounded' : 'unbounded', {
        written,
        ...describeError(ctx.signal.reason ?? rejection),
      })
    })
