import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { contextKey, stream, type StreamHandler, WrongContextError } from '@sluice/core'
import { unwrap as unwrapFetch } from '@sluice/fetch'
import { toHonoHandler, unwrap } from '@sluice/hono'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let app: Hono
let server: ServerType | undefined

beforeEach(() => {
  app = new Hono()
})

afterEach(() => {
  server?.close()
  if (server !== undefined && 'closeAllConnections' in server) server.closeAllConnections()
})

async function listen(): Promise<string> {
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Streams for ever, and says when it has been stopped and why. */
function endless(): { handler: StreamHandler; stopped: Promise<unknown> } {
  let stop!: (reason: unknown) => void
  const stopped = new Promise((resolve) => (stop = resolve))
  const handler: StreamHandler = () =>
    stream(
      async (ctx) => {
        ctx.signal.addEventListener('abort', () => stop(ctx.signal.reason))
        for (;;) {
          await ctx.writer.write('tick\n')
          await ctx.until(new Promise((resolve) => setTimeout(resolve, 10)))
        }
      },
      { headers: { 'content-type': 'text/plain' } },
    )
  return { handler, stopped }
}

test('compress: a stream is left as it is and arrives at once', async () => {
  const { handler, stopped } = endless()
  app.use(compress())
  app.get('/', toHonoHandler(handler))
  const client = new AbortController()
  const response = await fetch(await listen(), {
    signal: client.signal,
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(response.headers.get('content-encoding')).toBeNull()
  const { value } = await response.body!.getReader().read()
  expect(new TextDecoder().decode(value)).toContain('tick')
  client.abort()
  expect(String(await stopped)).toContain('ClientDisconnectedError')
})

test('compress: a stalled client holds the handler back', async () => {
  const most = 32 * 1024 * 1024
  let written = 0
  let stop!: () => void
  const stalledOrFull = new Promise<void>((resolve) => (stop = resolve))
  app.use(compress())
  app.get(
    '/',
    toHonoHandler(() =>
      stream(
        async (ctx) => {
          let quiet: NodeJS.Timeout | undefined
          while (written < most) {
            clearTimeout(quiet)
            quiet = setTimeout(stop, 250)
            // Random bytes do not compress, so what is written is about what is held.
            await ctx.writer.write(crypto.getRandomValues(new Uint8Array(65_536)))
            written += 65_536
          }
          stop()
        },
        { headers: { 'content-type': 'text/plain' } },
      ),
    ),
  )
  const { port } = new URL(await listen())
  // Over HTTP/1.0 the response has no transfer-encoding to keep Hono from compressing it.
  const client = connect(Number(port), '127.0.0.1')
  client.pause().write('GET / HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n')
  await stalledOrFull
  client.resetAndDestroy()
  expect(written).toBeLessThan(most)
})

test('cors and secureHeaders: their headers arrive beside ours, cookies stay separate', async () => {
  app.use(cors({ origin: 'http://a.example' }), secureHeaders())
  app.use(async (c, next) => {
    c.header('set-cookie', 'theirs=1', { append: true })
    await next()
  })
  app.get(
    '/',
    toHonoHandler(() =>
      stream(async (ctx) => {
        ctx.appendHeader('set-cookie', 'ours=1')
        await ctx.writer.write('hello')
      }),
    ),
  )
  const { headers } = await fetch(await listen(), { headers: { origin: 'http://a.example' } })
  expect(headers.get('access-control-allow-origin')).toBe('http://a.example')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.getSetCookie()).toEqual(['theirs=1', 'ours=1'])
})

test('etag: over an endless stream it fails at once instead of hanging, and the handler is stopped', async () => {
  const { handler, stopped } = endless()
  const errors: unknown[] = []
  app.use(cors(), etag())
  app.onError((error, c) => {
    errors.push(error)
    return c.text('Hono', 500)
  })
  app.get('/', toHonoHandler(handler))
  const response = await fetch(await listen())
  expect([response.status, await response.text()]).toEqual([500, 'Hono'])
  expect(errors.map(String)).toEqual([expect.stringContaining('A live stream cannot be cloned')])
  expect(String(await stopped)).toContain('ClientDisconnectedError')
})

test('etag: with an ETag of its own, a stream passes, and a match is answered 304', async () => {
  let ran = 0
  app.use(etag())
  app.get(
    '/',
    toHonoHandler(() => {
      ran++
      return stream(() => ['body'], { headers: { etag: '"v1"' } })
    }),
  )
  const url = await listen()
  expect(await (await fetch(url)).text()).toBe('body')
  expect((await fetch(url, { headers: { 'if-none-match': '"v1"' } })).status).toBe(304)
  expect(ran).toBe(2)
})

test('timeout: before the head Hono answers 504 and the handler is stopped', async () => {
  let reason: unknown
  let stop!: () => void
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  app.use(timeout(20))
  app.get(
    '/',
    toHonoHandler((ctx) => {
      ctx.signal.addEventListener('abort', () => {
        reason = ctx.signal.reason
        stop()
      })
      return new Promise(() => {})
    }),
  )
  expect((await fetch(await listen())).status).toBe(504)
  await stopped
  expect(String(reason)).toContain('ClientDisconnectedError')
})

test('timeout: once the head is out it has no say', async () => {
  app.use(timeout(20))
  app.get(
    '/',
    toHonoHandler(() =>
      stream(async (ctx) => {
        await ctx.writer.write('first ')
        await new Promise((resolve) => setTimeout(resolve, 60))
        await ctx.writer.write('second')
      }),
    ),
  )
  expect(await (await fetch(await listen())).text()).toBe('first second')
})

test("errors: 'framework' leaves a failure before the head to app.onError", async () => {
  app.onError((error, c) => c.text(`Hono: ${error.message}`, 418))
  app.get(
    '/',
    toHonoHandler(() => Promise.reject(new Error('early')), { errors: 'framework', onError: () => {} }),
  )
  const response = await fetch(await listen())
  expect([response.status, await response.text()]).toEqual([418, 'Hono: early'])
})

test('without a Node server: a Response streams, and what is not known throws', async () => {
  app.get(
    '/things/:id',
    toHonoHandler((ctx) => {
      expect(() => ctx.remoteAddress).toThrow(/capabilities\.has\('connectionInfo'\)/)
      return stream(() => ['a', ctx.params['id'] ?? ''])
    }),
  )
  const response = await app.request('/things/42')
  expect(await response.text()).toBe('a42')
})

test("another adapter's unwrap refuses the context", async () => {
  const onError = vi.fn()
  app.get(
    '/',
    toHonoHandler(
      (ctx) => {
        unwrapFetch(ctx)
        return stream(() => {})
      },
      { onError },
    ),
  )
  expect((await app.request('/')).status).toBe(500)
  expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(WrongContextError)
})

test('values are shared with c.get and c.set, the Hono context comes from unwrap', async () => {
  const userKey = contextKey<string>('user')
  const typed = new Hono<{ Variables: { user: string } }>()
  typed.use(async (c, next) => {
    c.set('user', 'ada')
    await next()
  })
  typed.get(
    '/here',
    toHonoHandler((ctx) => stream(() => [`${ctx.get(userKey)} ${unwrap(ctx).req.path}`])),
  )
  expect(await (await typed.request('/here')).text()).toBe('ada /here')
})
