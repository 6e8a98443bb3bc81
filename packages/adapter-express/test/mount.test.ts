import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Api,
  content,
  createApi,
  HttpError,
  InvalidArgumentError,
  type ObservedStream,
  operation,
  rawBody,
  stream,
} from '@sluice/core'
import { mount, unwrap } from '@sluice/express'
import express from 'express'
import { afterEach, describe, expect, test } from 'vitest'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(app: express.Express): Promise<string> {
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function echo(path: string): Api {
  return createApi({
    title: 'Echo',
    version: '1',
    openapi: false,
    operations: [
      operation({
        id: 'echo',
        method: 'GET',
        path,
        response: content('application/json'),
        handler: (ctx) => stream(() => [JSON.stringify([ctx.params, unwrap(ctx).req.params])]),
      }),
    ],
  })
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url)
  return response.status === 200 ? response.json() : response.status
}

test('native routes, before and after, and native middleware go on', async () => {
  const app = express()
  app.use((_req, res, next) => {
    res.set('x-middleware', 'yes')
    next()
  })
  app.get('/things/native', (_req, res) => void res.json('before'))
  mount(app, echo('/things/{id}'))
  app.get('/things/:a/:b', (_req, res) => void res.json('after'))
  app.post('/things/:id', (_req, res) => void res.json('posted'))
  const url = await listen(app)
  expect(await get(`${url}/things/native`)).toBe('before')
  expect(await get(`${url}/things/1/2`)).toBe('after')
  const response = await fetch(`${url}/things/1`)
  expect([response.headers.get('x-middleware'), await response.json()]).toEqual([
    'yes',
    [{ id: '1' }, { id: '1' }],
  ])
  expect(await (await fetch(`${url}/things/1`, { method: 'POST' })).json()).toBe('posted')
})

test('the params of a mount path are there as well, where the router merges them', async () => {
  const router = express.Router({ mergeParams: true })
  mount(router, echo('/{a}-{b}'))
  const url = await listen(express().use('/:tenant', router))
  const params = { tenant: 'a b', a: 'x-y', b: 'z' }
  expect(await get(`${url}/a%20b/x%2Dy-z`)).toEqual([params, params])
})

test("letters and trailing slashes are as the router's settings say", async () => {
  const strict = express.Router({ strict: true, caseSensitive: true })
  const loose = express.Router()
  for (const router of [strict, loose]) mount(router, echo('/Things/{a}x{b}'))
  const url = await listen(express().use('/strict', strict).use('/loose', loose))
  expect(await get(`${url}/strict/Things/1x2`)).toMatchObject([{ a: '1', b: '2' }, {}])
  expect(await get(`${url}/strict/Things/1x2/`)).toBe(404)
  expect(await get(`${url}/strict/things/1x2`)).toBe(404)
  expect(await get(`${url}/loose/THINGS/1X2/`)).toMatchObject([{ a: '1', b: '2' }, {}])
})

test('a path that a middleware has rewritten is the one that counts', async () => {
  const app = express()
  app.use((req, _res, next) => {
    req.url = req.url.replace('/old/', '/new/things/')
    next()
  })
  mount(app, echo('/new/{what}/{id}'))
  expect(await get(`${await listen(app)}/old/a%2Fb`)).toMatchObject([{ what: 'things', id: 'a/b' }, {}])
})

describe('a param that cannot be decoded', () => {
  /** An app whose native routes and middleware fail, and what its error handler heard. */
  function failing(api: Api): { readonly app: express.Express; readonly heard: unknown[] } {
    const heard: unknown[] = []
    const app = express()
    app.use((req, _res, next) => {
      if (req.query['decode'] !== undefined) decodeURIComponent(req.path)
      next()
    })
    app.get(['/native/:id', '/x/things/:id'], () => {})
    app.get('/things/native', () => decodeURIComponent('%'))
    mount(app, api)
    app.use(((error: unknown, _req, res, _next) => {
      heard.push(error)
      res.status(418).end()
    }) satisfies express.ErrorRequestHandler)
    return { app, heard }
  }

  test.each([
    ['GET', '/native/%ff'],
    ['GET', '/things/native'],
    ['GET', '/things/%ff?decode'],
    ['PUT', '/things/%ff'],
    ['GET', '/x/things/%ff'],
  ])('native errors are not touched: %s %s', async (method, path) => {
    const { app, heard } = failing(echo('/things/{id}'))
    const response = await fetch((await listen(app)) + path, { method })
    expect([response.status, heard]).toEqual([418, [expect.any(URIError)]])
  })

  test('is left to Express where the api leaves its errors to it', async () => {
    const routes = echo('/things/{id}').routes.map((route) => ({
      ...route,
      options: { errors: 'framework' as const },
    }))
    const { app, heard } = failing({ ...echo('/'), routes })
    expect(await get(`${await listen(app)}/things/%ff`)).toBe(418)
    expect(heard).toEqual([expect.any(HttpError)])
    expect(heard).toMatchObject([{ status: 400, cause: expect.any(URIError) }])
  })

  test('is heard of by onError and the observer of its route', async () => {
    const heard: unknown[] = []
    const routes = echo('/things/{id}').routes.map((route) => ({
      ...route,
      options: {
        name: 'the thing',
        onError: (error: unknown) => heard.push(error instanceof HttpError && error.status),
        observer: { end: ({ name, status }: ObservedStream) => heard.push([name, status]) },
      },
    }))
    const app = express()
    mount(app, { ...echo('/'), routes })
    expect(await get(`${await listen(app)}/things/%ff`)).toBe(400)
    expect(heard).toEqual([400, ['the thing', 400]])
  })
})

test('options are checked when the api is mounted', () => {
  const [route] = echo('/').routes
  const routes = [{ ...route!, options: { bodyLimit: -1 } }]
  expect(() => mount(express(), { ...echo('/'), routes })).toThrow(InvalidArgumentError)
})

describe('behind a body parser', () => {
  const anything = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) => ({ value }),
    },
  } as const
  const operations = [
    operation({
      id: 'parsed',
      method: 'POST',
      path: '/parsed',
      body: anything,
      response: content('text/plain'),
      handler: (_ctx, { body }) => stream(({ writer }) => writer.write(JSON.stringify(body))),
    }),
    operation({
      id: 'raw',
      method: 'POST',
      path: '/raw',
      body: rawBody(),
      response: content('text/plain'),
      handler: async (_ctx, { body }) => {
        const text = await body.text()
        return stream(({ writer }) => writer.write(text))
      },
    }),
  ]
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":[1]}' }

  test('an operation with a schema takes what that has parsed', async () => {
    const app = express().use(express.json())
    mount(app, createApi({ title: 'Parsed', version: '1', openapi: false, operations }))
    const response = await fetch(`${await listen(app)}/parsed`, init)
    expect([response.status, await response.text()]).toEqual([200, '{"a":[1]}'])
  })

  test('one that reads bytes is told that they are gone', async () => {
    const errors: unknown[] = []
    const app = express().use(express.json())
    const onError = (error: unknown): void => void errors.push(error)
    mount(app, createApi({ title: 'Raw', version: '1', openapi: false, operations, onError }))
    const response = await fetch(`${await listen(app)}/raw`, init)
    expect([response.status, errors]).toEqual([500, [expect.objectContaining({ code: 'BODY_ALREADY_READ' })]])
  })
})

test('an operation is no api', () => {
  const [one] = echo('/a').operations
  const given: object = { ...one }
  expect(() => mount(express(), given as Api)).toThrow(InvalidArgumentError)
  expect(() => mount(express(), given as Api)).toThrow('mount takes an api')
})
