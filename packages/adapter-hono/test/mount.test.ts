import { type Api, content, createApi, InvalidArgumentError, operation, stream } from '@sluice/core'
import { mount } from '@sluice/hono'
import { Hono } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { expect, test } from 'vitest'

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

interface App {
  request(path: string): Response | Promise<Response>
}

async function get(app: App, path: string): Promise<unknown> {
  const response = await app.request(path)
  return response.status === 200 ? response.json() : response.status
}

test('native routes, before and after, and native middleware go on', async () => {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('x-middleware', 'yes')
  })
  app.get('/things/native', (c) => c.json('before'))
  mount(app, echo('/things/{id}'))
  app.get('/things/:a/:b', (c) => c.json('after'))
  app.post('/things/:id', (c) => c.json('posted'))
  expect(await get(app, '/things/native')).toBe('before')
  expect(await get(app, '/things/1/2')).toBe('after')
  const response = await app.request('/things/1')
  expect([response.headers.get('x-middleware'), await response.json()]).toEqual(['yes', { id: '1' }])
  expect(await (await app.request('/things/1', { method: 'POST' })).json()).toBe('posted')
})

test('apps of other types can be mounted on, and the params of a base path are there as well', async () => {
  const app = new Hono<{ Variables: { user: string }; Bindings: { key: string } }>()
  mount(app.basePath('/:tenant'), echo('/{a}-{b}/x:y', '/{text1}/%7B'))
  expect(await get(app, '/a%20b/x%2Dy-z/x:y')).toEqual({ tenant: 'a b', a: 'x-y', b: 'z' })
  expect(await get(app, '/a%20b/1/%7B')).toEqual({ tenant: 'a b', text1: '1' })
  expect(await get(app, '/a%20b/1/%7D')).toBe(404)
})

test('what no route is for is left to notFound', async () => {
  const app = new Hono()
  mount(app, echo('/{a}-{b}'))
  app.notFound((c) => c.text('ours', 418))
  const answers = await Promise.all(['/x', '/x/y', '/1-2'].map((path) => get(app, path)))
  expect(answers).toEqual([418, 418, { a: '1', b: '2' }])
  expect((await app.request('/1-2', { method: 'PUT' })).status).toBe(418)
})

test("trailing slashes are as the app's setting says", async () => {
  const strict = new Hono()
  const loose = new Hono({ strict: false })
  for (const app of [strict, loose]) mount(app, echo('/things/{a}-{b}'))
  expect(await get(strict, '/things/1-2/')).toBe(404)
  expect(await get(loose, '/things/1-2/')).toEqual({ a: '1', b: '2' })
})

test('a route that the router cannot take fails when it is mounted', () => {
  const app = new Hono({ router: new RegExpRouter() })
  expect(() => mount(app, echo('/{id}', '/new'))).toThrow(InvalidArgumentError)
  expect(() => mount(new Hono({ router: new RegExpRouter() }), echo('/{id}', '/new'))).toThrow(
    `Hono's router refuses GET /{id} as "/:id"`,
  )
})

test('an app that has answered a request takes no more routes', async () => {
  const app = new Hono()
  await app.request('/')
  expect(() => mount(app, echo('/things'))).toThrow(InvalidArgumentError)
  expect(() => mount(app, echo('/things'))).toThrow('mount before the first request')
})

test('an operation is no api', () => {
  const [one] = echo('/a').operations
  const given: object = { ...one }
  expect(() => mount(new Hono(), given as Api)).toThrow(InvalidArgumentError)
  expect(() => mount(new Hono(), given as Api)).toThrow('mount takes an api')
})
