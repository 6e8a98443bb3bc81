import { once } from 'node:events'
import { get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import cors from '@koa/cors'
import Router from '@koa/router'
import { contextKey, HttpError, stream, type StreamHandler } from '@sluice/core'
import { toKoaMiddleware, unwrap } from '@sluice/koa'
import Koa from 'koa'
import compress from 'koa-compress'
import { afterEach, beforeEach, expect, test } from 'vitest'

let app: Koa
let appErrors: unknown[]
let server: Server | undefined

beforeEach(() => {
  app = new Koa()
  appErrors = []
  app.on('error', (error) => appErrors.push(error))
})

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(): Promise<string> {
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('koa-compress: flush pushes what was written through the compressor', async () => {
  let proceed!: () => void
  const gate = new Promise<void>((resolve) => (proceed = resolve))
  app.use(compress({ threshold: 0, br: false, zstd: false }))
  app.use(
    toKoaMiddleware(() =>
      stream(
        async (ctx) => {
          await ctx.writer.write('first ')
          await ctx.writer.flush()
          await gate
          await ctx.writer.write('second')
        },
        { headers: { 'content-type': 'text/plain' } },
      ),
    ),
  )
  const response = await fetch(await listen(), { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe('first ')
  proceed()
  expect((await reader.read()).value).toBe('second')
  expect((await reader.read()).done).toBe(true)
})

test('koa-compress: a failure after the head does not look like an end, and Koa does not report it again', async () => {
  const errors: unknown[] = []
  app.use(compress({ threshold: 0 }))
  app.use(
    toKoaMiddleware(
      () =>
        stream(
          async (ctx) => {
            await ctx.writer.write('some')
            throw new Error('late')
          },
          { headers: { 'content-type': 'text/plain' } },
        ),
      { onError: (error) => errors.push(error) },
    ),
  )
  const response = await fetch(await listen(), { headers: { 'accept-encoding': 'gzip' } })
  await expect(response.text()).rejects.toThrow()
  expect(errors).toHaveLength(1)
  expect(appErrors).toEqual([])
})

test('@koa/cors and @koa/router: headers and params arrive, mount prefixes included', async () => {
  const router = new Router({ prefix: '/api' })
  router.get(
    '/things/:id',
    toKoaMiddleware((ctx) => stream(() => [`${ctx.params['id']} ${ctx.target}`])),
  )
  app
    .use(cors({ origin: 'http://a.example' }))
    .use(router.routes())
    .use(router.allowedMethods())
  const url = await listen()
  const response = await fetch(`${url}/api/things/a%20b?x=1`, { headers: { origin: 'http://a.example' } })
  expect(response.headers.get('access-control-allow-origin')).toBe('http://a.example')
  expect(await response.text()).toBe('a b /api/things/a%20b?x=1')
  expect((await fetch(`${url}/api/things/1`, { method: 'DELETE' })).status).toBe(405)
})

test('middleware before ours sees status and headers when the head is settled', async () => {
  app.use(async (koa, next) => {
    await next()
    koa.set('x-seen', `${koa.status} ${koa.type}`)
  })
  app.use(
    toKoaMiddleware(() =>
      stream(async (ctx) => {
        ctx.status = 201
        ctx.setHeader('content-type', 'text/csv')
        await ctx.writer.write('a,b')
      }),
    ),
  )
  const response = await fetch(await listen())
  expect([response.status, response.statusText, response.headers.get('x-seen')]).toEqual([
    201,
    'Created',
    '201 text/csv',
  ])
})

test('a client that leaves is no error of the app', async () => {
  let ended!: () => void
  const over = new Promise<void>((resolve) => (ended = resolve))
  const errors: unknown[] = []
  app.use(
    toKoaMiddleware(
      () =>
        stream(async (ctx) => {
          ctx.signal.addEventListener('abort', () => ended())
          for (;;) await ctx.writer.write('x'.repeat(1000))
        }),
      { onError: (error) => errors.push(error) },
    ),
  )
  const request = get(await listen(), (response) => response.once('data', () => request.destroy()))
  request.on('error', () => {})
  await over
  await new Promise((resolve) => setImmediate(resolve))
  expect([errors, appErrors]).toEqual([[], []])
})

test("errors: 'framework' leaves a failure before the head to Koa's error handlers", async () => {
  app.use(async (koa, next) => {
    try {
      await next()
    } catch (error) {
      koa.status = 418
      koa.body = `Koa: ${(error as Error).message}`
    }
  })
  app.use(
    toKoaMiddleware(() => Promise.reject(new Error('early')), { errors: 'framework', onError: () => {} }),
  )
  const response = await fetch(await listen())
  expect([response.status, await response.text()]).toEqual([418, 'Koa: early'])
})

test('an error of a middleware after our head still reaches the app', async () => {
  app.use(async (_koa, next) => {
    await next()
    throw new Error('theirs')
  })
  let reason: unknown
  app.use(
    toKoaMiddleware(() =>
      stream(async (ctx) => {
        ctx.signal.addEventListener('abort', () => (reason = ctx.signal.reason))
        ctx.commit()
        await ctx.until(new Promise(() => {}))
      }),
    ),
  )
  const response = await fetch(await listen())
  expect(response.status).toBe(500)
  expect(appErrors.map(String)).toEqual(['Error: theirs'])
  await response.text()
  expect(String(reason)).toContain('ClientDisconnectedError')
})

test('a problem keeps the headers that middleware has set', async () => {
  app.use(cors())
  app.use(toKoaMiddleware(() => Promise.reject(new HttpError(404, 'Not Found'))))
  const response = await fetch(await listen(), { headers: { origin: 'http://a.example' } })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

test('values are shared with ctx.state, the Koa context comes from unwrap', async () => {
  const userKey = contextKey<string>('user')
  const handler: StreamHandler = (ctx) => stream(() => [`${ctx.get(userKey)} ${unwrap(ctx).path}`])
  app.use((koa, next) => {
    koa.state['user'] = 'ada'
    return next()
  })
  app.use(toKoaMiddleware(handler))
  expect(await (await fetch(`${await listen()}/here`)).text()).toBe('ada /here')
})
