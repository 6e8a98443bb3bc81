import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Router from '@koa/router'
import { type Api, content, createApi, InvalidArgumentError, operation, stream } from '@sluice/core'
import { mount } from '@sluice/koa'
import Koa from 'koa'
import { afterEach, expect, test } from 'vitest'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(...routers: Router[]): Promise<string> {
  const app = new Koa()
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods())
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function echo(...paths: readonly string[]): Api {
  return createApi({
    title: 'Echo',
    version: '1',
    openapi: false,
    operations: paths.map((path, i) =>
      operation({
        id: `echo${i}`,
        method: 'GET',
        path,
        response: content('application/json'),
        handler: (ctx) => stream(() => [JSON.stringify(ctx.params)]),
      }),
    ),
  })
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url)
  return response.status === 200 ? response.json() : response.status
}

test('native routes, before and after, and native middleware go on', async () => {
  const router = new Router()
  router.use((koa, next) => {
    koa.set('x-middleware', 'yes')
    return next()
  })
  router.get('/things/native', (koa) => void (koa.body = '"before"'))
  mount(router, echo('/things/{id}'))
  router.get('/things/:a/:b', (koa) => void (koa.body = '"after"'))
  router.post('/things/:id', (koa) => void (koa.body = '"posted"'))
  const url = await listen(router)
  expect(await get(`${url}/things/native`)).toBe('before')
  expect(await get(`${url}/things/1/2`)).toBe('after')
  const response = await fetch(`${url}/things/1`)
  expect([response.headers.get('x-middleware'), await response.json()]).toEqual(['yes', { id: '1' }])
  expect(await (await fetch(`${url}/things/1`, { method: 'POST' })).json()).toBe('posted')
})

test('the params of a prefix are there as well, and none of a route that was only tried', async () => {
  const router = new Router({ prefix: '/:tenant' })
  mount(router, echo('/{a}-{b}', '/{id}'))
  const url = await listen(router)
  expect(await get(`${url}/a%20b/x%2Dy-z`)).toEqual({ tenant: 'a b', a: 'x-y', b: 'z' })
  expect(await get(`${url}/a%20b/x%2Dy`)).toEqual({ tenant: 'a b', id: 'x-y' })
})

test("letters and trailing slashes are as the router's settings say", async () => {
  const strict = new Router({ prefix: '/strict', strict: true, sensitive: true })
  const loose = new Router({ prefix: '/loose' })
  for (const router of [strict, loose]) mount(router, echo('/Things/{a}x{b}'))
  const url = await listen(strict, loose)
  expect(await get(`${url}/strict/Things/1x2`)).toEqual({ a: '1', b: '2' })
  expect(await get(`${url}/strict/Things/1x2/`)).toBe(404)
  expect(await get(`${url}/strict/things/1x2`)).toBe(404)
  expect(await get(`${url}/loose/THINGS/1X2/`)).toEqual({ a: '1', b: '2' })
})

test('OPTIONS is answered by allowedMethods', async () => {
  const router = new Router()
  mount(router, echo('/things/{id}'))
  const response = await fetch(`${await listen(router)}/things/1`, { method: 'OPTIONS' })
  expect([response.status, response.headers.get('allow')]).toEqual([200, 'HEAD, GET'])
})

test('a Koa app has no routes, and the error says what to mount on', () => {
  const app = new Koa() as unknown as Router
  expect(() => mount(app, echo('/'))).toThrow(InvalidArgumentError)
  expect(() => mount(app, echo('/'))).toThrow('mount the api on a Router of @koa/router')
})

test('an operation with a schema takes what a body parser before it has parsed', async () => {
  const operations = [
    operation({
      id: 'parsed',
      method: 'POST',
      path: '/parsed',
      body: {
        '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) },
      } as const,
      response: content('text/plain'),
      handler: (_ctx, { body }) => stream(({ writer }) => writer.write(JSON.stringify(body))),
    }),
  ]
  const router = new Router()
  // As koa-bodyparser does.
  router.use(async (koa, next) => {
    const chunks: Buffer[] = []
    for await (const chunk of koa.req) chunks.push(Buffer.from(chunk as Uint8Array))
    Object.assign(koa.request, { body: JSON.parse(Buffer.concat(chunks).toString()) as unknown })
    await next()
  })
  mount(router, createApi({ title: 'Parsed', version: '1', openapi: false, operations }))
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":[1]}' }
  const response = await fetch(`${await listen(router)}/parsed`, init)
  expect([response.status, await response.text()]).toEqual([200, '{"a":[1]}'])
})

test('an operation is no api', () => {
  const [one] = echo('/a').operations
  const given: object = { ...one }
  expect(() => mount(new Router(), given as Api)).toThrow(InvalidArgumentError)
  expect(() => mount(new Router(), given as Api)).toThrow('mount takes an api')
})
