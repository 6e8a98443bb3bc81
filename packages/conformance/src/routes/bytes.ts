import { type StreamHandler, stream } from '@sluice/core'

import { numberOf, route, type RouteGroup } from './define-route.ts'
import { patternBytes } from './pattern.ts'
import type { RouteState } from './route-state.ts'
import { multilingualText } from './texts.ts'

/** Routes about the bytes of the body and when they leave (clauses B1 to B4). */
export const bytesRoutes: RouteGroup = (state) => [
  route(state, 'get', '/bytes/pattern', pattern),
  route(state, 'get', '/bytes/text', text),
  route(state, 'get', '/bytes/mixed', mixed),
  route(state, 'get', '/bytes/generator', generator),
  route(state, 'get', '/bytes/unflushed', unflushed(state)),
  route(state, 'get', '/bytes/flushed', flushed(state)),
  route(state, 'get', '/bytes/declared', declared),
]

const pattern: StreamHandler = (ctx) =>
  stream(async () => {
    const size = numberOf(ctx.query, 'size', 0)
    const chunk = numberOf(ctx.query, 'chunk', 65_536)
    for (let offset = 0; offset < size; offset += chunk) {
      await ctx.writer.write(patternBytes(offset, Math.min(chunk, size - offset)))
    }
  })

const text: StreamHandler = (ctx) =>
  stream(async () => {
    const unit = numberOf(ctx.query, 'unit', 1)
    const whole =
      ctx.query.get('as') === 'bytes' ? new TextEncoder().encode(multilingualText) : multilingualText
    for (let offset = 0; offset < whole.length; offset += unit) {
      await ctx.writer.write(whole.slice(offset, offset + unit))
      if (ctx.query.has('flush')) await ctx.writer.flush()
    }
  })

/** Text, bytes and nothing, mixed and unawaited, so that the order is the writer's to keep. */
const mixed: StreamHandler = (ctx) =>
  stream(() => {
    for (let index = 0; index < 1_000; index += 1) {
      void ctx.writer.write(`${index};`)
      void ctx.writer.write(new Uint8Array())
      void ctx.writer.write(new TextEncoder().encode(`\u00e4${index},`))
      if (index % 100 === 0) void ctx.writer.flush()
      void ctx.writer.write('')
    }
  })

const generator: StreamHandler = (ctx) => {
  if (ctx.query.get('kind') === 'sync') {
    return stream(function* () {
      for (let index = 0; index < 100; index += 1) yield `${index};`
    })
  }
  return stream(async function* () {
    for (let index = 0; index < 100; index += 1) {
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
      yield index % 2 === 0 ? `${index};` : new TextEncoder().encode(`${index};`)
    }
  })
}

/** Writes and neither flushes nor awaits: what was written is on its way all the same (clause B2). */
const unflushed =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      for (const word of (ctx.query.get('words') ?? 'a').split(',')) void ctx.writer.write(word)
      await state.marked(ctx, 'go')
      void ctx.writer.write('.')
    })

const flushed =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(async () => {
      for (let offset = 0; offset < numberOf(ctx.query, 'size', 5); offset += 65_536) {
        const length = Math.min(65_536, numberOf(ctx.query, 'size', 5) - offset)
        void ctx.writer.write(patternBytes(offset, length))
      }
      await ctx.writer.flush()
      state.record(ctx, 'flushed')
      await state.marked(ctx, 'go')
    })

/** A body whose handler declares its length: right, too short or too long. */
const declared: StreamHandler = (ctx) =>
  stream(async () => {
    ctx.setHeader('content-length', numberOf(ctx.query, 'declare', 5))
    await ctx.writer.write('hello')
  })
