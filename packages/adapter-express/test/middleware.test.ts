import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { contextKey, HttpError, type ServeOptions, stream, type StreamHandler } from '@sluice/core'
import { toExpressHandler, unwrap } from '@sluice/express'
import compression from 'compression'
import cors from 'cors'
import express, { type ErrorRequestHandler, type Express } from 'express'
import helmet from 'helmet'
import { afterEach, expect, test } from 'vitest'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function serve(configure: (app: Express) => void): Promise<string> {
  const app = express()
  configure(app)
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void
  const promise = new Promise<void>((settle) => (resolve = settle))
  return { promise, resolve }
}

/** Writes a first part, and a second one only when `proceed` is called. */
function twoParts(): { handler: StreamHandler; proceed: () => void } {
  const gate = deferred()
  const handler: StreamHandler = () =>
    stream(
      async (ctx) => {
        await ctx.writer.write('first ')
        await ctx.writer.flush()
        await gate.promise
        await ctx.writer.write('second')
      },
      { headers: { 'content-type': 'text/plain' } },
    )
  return { handler, proceed: gate.resolve }
}

test('compression: flush pushes what was written through the compressor', async () => {
  const { handler, proceed } = twoParts()
  const url = await serve((app) => app.use(compression({ threshold: 0 })).get('/', toExpressHandler(handler)))

  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe('first ')
  proceed()
  expect((await reader.read()).value).toBe('second')
  expect((await reader.read()).done).toBe(true)
})

test('compression: a stalled client holds the handler back', async () => {
  const most = 32 * 1024 * 1024
  let written = 0
  const stalledOrFull = deferred()
  const handler: StreamHandler = () =>
    stream(
      async (ctx) => {
        let quiet: NodeJS.Timeout | undefined
        while (written < most) {
          clearTimeout(quiet)
          quiet = setTimeout(stalledOrFull.resolve, 250)
          // Random bytes do not compress, so what is written is about what is held.
          await ctx.writer.write(crypto.getRandomValues(new Uint8Array(65_536)))
          written += 65_536
        }
        stalledOrFull.resolve()
      },
      { headers: { 'content-type': 'text/plain' } },
    )
  const url = await serve((app) => app.use(compression()).get('/', toExpressHandler(handler)))
  await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  await stalledOrFull.promise
  expect(written).toBeLessThan(most)
})

test('compression: a failure after the head does not look like an end', async () => {
  const handler: StreamHandler = () =>
    stream(
      async (ctx) => {
        await ctx.writer.write('some')
        throw new Error('late')
      },
      { headers: { 'content-type': 'text/plain' } },
    )
  const errors: unknown[] = []
  const options: ServeOptions = { onError: (error) => errors.push(error) }
  const url = await serve((app) =>
    app.use(compression({ threshold: 0 })).get('/', toExpressHandler(handler, options)),
  )
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  await expect(response.text()).rejects.toThrow()
  expect(errors).toHaveLength(1)
})

test('cors and helmet: their headers arrive beside ours, cookies stay separate', async () => {
  const handler: StreamHandler = () =>
    stream(async (ctx) => {
      ctx.appendHeader('set-cookie', 'ours=1')
      ctx.appendHeader('vary', 'accept')
      await ctx.writer.write('hello')
    })
  const url = await serve((app) => {
    app.use(cors({ origin: 'http://a.example', credentials: true }), helmet())
    app.use((_req, res, next) => {
      res.cookie('theirs', '1')
      next()
    })
    app.get('/', toExpressHandler(handler))
  })
  const { headers } = await fetch(url)
  expect(headers.get('access-control-allow-origin')).toBe('http://a.example')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('vary')).toBe('Origin, accept')
  expect(headers.getSetCookie()).toEqual(['theirs=1; Path=/', 'ours=1'])
})

test('cors: its headers stay on a problem response', async () => {
  const url = await serve((app) => {
    app.use(cors())
    app.get(
      '/',
      toExpressHandler(() => Promise.reject(new HttpError(404, 'Not Found'))),
    )
  })
  const response = await fetch(url)
  expect(response.status).toBe(404)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

test("errors: 'framework' leaves a failure before the head to Express", async () => {
  const answer: ErrorRequestHandler = (error: Error, _req, res, _next) =>
    void res.status(418).send(`Express: ${error.message}`)
  const errors: unknown[] = []
  const url = await serve((app) => {
    app.get(
      '/',
      toExpressHandler(() => Promise.reject(new Error('early')), {
        errors: 'framework',
        onError: (error) => errors.push(error),
      }),
    )
    app.use(answer)
  })
  const response = await fetch(url)
  expect([response.status, await response.text()]).toEqual([418, 'Express: early'])
  expect(errors).toHaveLength(1)
})

test('values are shared with res.locals, native objects come from unwrap', async () => {
  const userKey = contextKey<string>('user')
  const seen: unknown[] = []
  const handler: StreamHandler = (ctx) => {
    const { req, res } = unwrap(ctx)
    const user = ctx.get(userKey)
    ctx.set(userKey, 'grace')
    seen.push(user, res.locals['user'], req.route.path)
    return stream(() => {})
  }
  const url = await serve((app) => {
    app.use((_req, res, next) => {
      res.locals['user'] = 'ada'
      next()
    })
    app.get('/', toExpressHandler(handler))
  })
  await fetch(url)
  expect(seen).toEqual(['ada', 'grace', '/'])
})
