import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, stream } from '@sluice/core'
import { toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'
import { afterEach, expect, test } from 'vitest'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function get(body: (ctx: Context) => Promise<void>, before?: Koa.Middleware): Promise<Response> {
  const app = new Koa()
  if (before !== undefined) app.use(before)
  app.use(toKoaMiddleware(() => stream(body, { headers: { 'content-type': 'text/plain' } })))
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/** The bodies below have this much, in chunks that are all different. */
const CHUNKS = Array.from({ length: 8 }, (_, i) => new Uint8Array(60_000 + i).fill(65 + i))
const WHOLE = Buffer.concat(CHUNKS).toString()

test('chunks that were written before the body is piped all arrive, in order', async () => {
  const response = await get(async (ctx) => {
    for (const chunk of CHUNKS.slice(0, 5)) void ctx.writer.write(chunk)
    await new Promise((resolve) => setImmediate(resolve))
    for (const chunk of CHUNKS.slice(5)) await ctx.writer.write(chunk)
  })
  expect((await response.text()) === WHOLE).toBe(true)
})

test('a middleware that has written the head by then does not get bytes in front of it', async () => {
  const response = await get(
    async (ctx) => {
      await ctx.writer.write('a')
      await new Promise((resolve) => setImmediate(resolve))
      await ctx.writer.write('b')
    },
    async (koa, next) => {
      await next()
      koa.res.writeHead(202, { 'x-early': '1' })
    },
  )
  expect([response.status, await response.text()]).toEqual([202, 'ab'])
})
