import {
  type Api,
  type ConnectionInfo,
  content,
  createApi,
  InvalidArgumentError,
  NotSupportedError,
  operation,
  stream,
} from '@sluice/core'
import { createRouter, mount, unwrap } from '@sluice/fetch'
import { expect, test } from 'vitest'

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
        handler: (ctx) => stream(() => [JSON.stringify([ctx.params, unwrap(ctx).platform])]),
      }),
    ],
  })
}

function request(path: string, method = 'GET'): Request {
  return new Request(`http://localhost${path}`, { method })
}

test('an unknown path is 404, a method that a path does not take 405', async () => {
  const router = createRouter<[env: string]>()
  mount(router, echo('/things/{id}'))
  // Bound to its router, so that it can be exported by itself.
  const { fetch } = router
  expect(await (await fetch(request('/things/a%2Fb?x#y'), 'env')).json()).toEqual([{ id: 'a/b' }, ['env']])
  const unknown = await fetch(request('/other'), 'env')
  expect([unknown.status, await unknown.json()]).toEqual([
    404,
    { type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is nothing at this path.' },
  ])
  const wrong = await fetch(request('/things/1', 'PUT'), 'env')
  expect([wrong.status, wrong.headers.get('allow'), wrong.headers.get('content-type')]).toEqual([
    405,
    'GET, HEAD',
    'application/problem+json',
  ])
})

test('a fallback answers what no route is for', async () => {
  const router = createRouter({ fallback: (asked, ...platform) => Response.json([asked.method, platform]) })
  mount(router, echo('/things/{id}'))
  expect(await (await router.fetch(request('/other'), 1)).json()).toEqual(['GET', [1]])
  expect(await (await router.fetch(request('/things/1', 'PUT'), 2)).json()).toEqual(['PUT', [2]])
  expect(await (await router.fetch(request('/things/1'), 3)).json()).toEqual([{ id: '1' }, [3]])
})

test('of several apis on one router the one that was mounted first is asked first', async () => {
  const router = createRouter()
  mount(router, echo('/one/{x}'))
  mount(router, echo('/one/two'))
  mount(router, echo('/one/{y}'))
  mount(router, echo('/two'))
  expect(await (await router.fetch(request('/one/two'))).json()).toEqual([{ x: 'two' }, []])
  expect(await (await router.fetch(request('/two'))).json()).toEqual([{}, []])
})

test('no two routes of one api are for the same requests, and then none of it is there', async () => {
  const router = createRouter()
  const { routes } = echo('/things/{id}')
  const twins = { ...echo('/'), routes: [...routes, ...routes] }
  expect(() => mount(router, twins)).toThrow(InvalidArgumentError)
  expect((await router.fetch(request('/things/1'))).status).toBe(404)
})

test('what the runtime knows of the connection', async () => {
  const connection: ConnectionInfo = { remoteAddress: '192.0.2.1', httpVersion: '2.0', tls: undefined }
  const router = createRouter({ connection: () => connection })
  const [route] = echo('/').routes
  const handler = route!.handler
  const seen: string[] = []
  const routes = [
    {
      ...route!,
      handler: (ctx: Parameters<typeof handler>[0]) => {
        seen.push(ctx.remoteAddress)
        return handler(ctx)
      },
    },
  ]
  mount(router, { ...echo('/'), routes })
  expect((await router.fetch(request('/'))).status).toBe(200)
  expect(seen).toEqual(['192.0.2.1'])
})

test('there is no framework to leave errors to', () => {
  const routes = echo('/').routes.map((route) => ({ ...route, options: { errors: 'framework' as const } }))
  expect(() => mount(createRouter(), { ...echo('/'), routes })).toThrow(NotSupportedError)
})

test('an operation is no api', () => {
  const [one] = echo('/a').operations
  const given: object = { ...one }
  expect(() => mount(createRouter(), given as Api)).toThrow(InvalidArgumentError)
  expect(() => mount(createRouter(), given as Api)).toThrow('mount takes an api')
})
