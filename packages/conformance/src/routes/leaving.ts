import { type Chunk, type StreamHandler, stream } from '@sluice/core'

import { route, type RouteGroup } from './define-route.ts'
import { describeError, type RouteState } from './route-state.ts'

/** A promise that never settles; one each, because a shared one would keep all that wait for it. */
const never = (): Promise<never> => new Promise<never>(() => undefined)

/** Routes about clients that leave (clauses L1 to L5). */
export const leavingRoutes: RouteGroup = (state) => [
  route(state, 'get', '/leave/idle', idle(state)),
  route(state, 'get', '/leave/before', before(state)),
  route(state, 'get', '/leave/writing', writing(state)),
  route(state, 'get', '/leave/parked', parked(state)),
  route(state, 'get', '/leave/iterator', iterator(state)),
  route(state, 'get', '/leave/forsaken', forsaken(state)),
  route(state, 'get', '/leave/sleeping', sleeping(state)),
  route(state, 'get', '/leave/clean', clean(state)),
  route(state, 'get', '/leave/deadline', withDeadlines),
  route(state, 'post', '/leave/upload', upload(state)),
]

const idle =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      try {
        await ctx.writer.write('ready')
        await ctx.until(never())
      } finally {
        state.record(ctx, 'finally')
      }
    })

/** Leaves the client waiting for the head. */
const before =
  (state: RouteState): StreamHandler =>
  async (ctx) => {
    state.record(ctx, 'waiting')
    await ctx.until(never())
    return stream(() => undefined)
  }

/** Goes on writing after the client has left, and records how each attempt fails. */
const writing =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      await ctx.writer.write('ready')
      await new Promise<void>((resolve) =>
        ctx.signal.addEventListener('abort', () => resolve(), { once: true }),
      )
      for (const attempt of ['write', 'flush', 'write'] as const) {
        try {
          const pending = attempt === 'write' ? ctx.writer.write('late') : ctx.writer.flush()
          await pending.then(
            () => state.record(ctx, 'late-resolved', attempt),
            (error: unknown) => {
              state.record(ctx, 'late-rejected', {
                ...describeError(error),
                same: error === ctx.signal.reason,
              })
            },
          )
        } catch (error) {
          state.record(ctx, 'late-threw', describeError(error))
        }
      }
      state.record(ctx, 'done')
    })

const parked =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async function* (ctx) {
      try {
        yield 'ready'
        await ctx.until(never())
      } finally {
        state.record(ctx, 'finally')
      }
    })

/** An iterator, not a generator, whose `next()` never settles: its `return()` must be called all the same. */
const iterator =
  (state: RouteState): StreamHandler =>
  () =>
    stream((ctx) => {
      let first = true
      const chunks: AsyncIterator<Chunk> = {
        next: () => {
          if (!first) return never()
          first = false
          return Promise.resolve({ done: false, value: 'ready' })
        },
        return: () => {
          state.record(ctx, 'finally')
          return Promise.resolve({ done: true, value: undefined })
        },
      }
      return { [Symbol.asyncIterator]: () => chunks }
    })

/** A generator that waits for what never comes and takes no signal: nobody can wake it, but its exchange ends. */
const forsaken =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async function* (ctx) {
      yield 'ready'
      state.record(ctx, 'parked')
      await never()
    })

/** Sleeps with the signal: the rejected sleep is how it ends, and no failure. */
const sleeping =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      await ctx.writer.write('ready')
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, 60_000)
        ctx.signal.addEventListener(
          'abort',
          () => {
            clearTimeout(timer)
            state.record(ctx, 'finally')
            const how = ctx.query.get('how')
            if (how === 'return') resolve()
            else
              reject(
                how === 'wrapped'
                  ? new DOMException('The operation was aborted', 'AbortError')
                  : (ctx.signal.reason as Error),
              )
          },
          { once: true },
        )
      })
    })

const clean =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      await ctx.writer.write('all there is')
      state.record(ctx, 'returned')
    })

/** Ends long before its deadlines. */
const withDeadlines: StreamHandler = (ctx) => {
  ctx.body.setReadDeadline(Date.now() + 600_000)
  return stream(async () => {
    ctx.writer.setWriteDeadline(Date.now() + 600_000)
    await ctx.writer.write('ready')
    await ctx.writer.flush()
  })
}

/** Reads the whole request body, then streams on: the end of the request is no reason to abort. */
const upload =
  (state: RouteState): StreamHandler =>
  async (ctx) => {
    const length = ctx.query.has('unread') ? 0 : (await ctx.body.bytes()).length
    state.record(ctx, 'read', length)
    return stream(async () => {
      await ctx.writer.write(`read ${length};`)
      await state.marked(ctx, 'go')
      await ctx.writer.write(`aborted ${ctx.signal.aborted}`)
    })
  }
