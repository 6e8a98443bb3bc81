import type { Api } from '@sluice/core'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { type Answer, ask } from './mount/ask.ts'
import { documentedApi, echoApi } from './mount/echo-api.ts'
import { pathCases } from './mount/path-cases.ts'
import { type Running, type Target, targets } from './mount/targets.ts'

const running: Running[] = []

afterEach(() => {
  for (const server of running.splice(0)) server.close()
})

function start(target: Target, ...routes: readonly string[]): Promise<string> {
  return startAll(target, echoApi(...routes))
}

async function startAll(target: Target, ...apis: readonly Api[]): Promise<string> {
  const server = await target.start(...apis)
  running.push(server)
  return server.url + target.prefix
}

/** What was chosen for a path; `undefined` if that was nothing. */
async function chosen(base: string, path: string, method = 'GET'): Promise<unknown> {
  const { pathname } = new URL(base)
  const prefix = pathname === '/' ? '' : pathname
  const { status, body } = await ask(base, prefix + path, method)
  if (status === 404) return undefined
  if (status !== 200) return { status, body }
  const { target, ...rest } = JSON.parse(body)
  expect(target).toBe(prefix + path)
  return rest
}

describe.each(targets)('$name', (target) => {
  test.each(pathCases)('$routes', async ({ routes, paths }) => {
    const base = await start(target, ...routes)
    const answers = await Promise.all(paths.map(async ([path]) => [path, await chosen(base, path)]))
    expect(answers).toEqual(paths)
  })

  test('the root is at the prefix', async () => {
    const base = await start(target, 'GET /')
    const { status } = await ask(base, target.prefix === '' ? '/' : target.prefix)
    expect(status).toBe(200)
  })

  test('a target in absolute form is for its path', async () => {
    const base = await start(target, 'GET /things/{id}')
    const { status, body } = await ask(base, `http://example.org${target.prefix}/things/a%2Fb?x`)
    expect([status, JSON.parse(body)]).toMatchObject([200, { params: { id: 'a/b' } }])
  })

  test('HEAD is answered as GET is, without a body', async () => {
    const base = await start(target, 'GET /things/{id}')
    expect(await ask(base, `${target.prefix}/things/7`, 'HEAD')).toEqual({
      status: 200,
      type: 'application/json',
      allow: undefined,
      body: '',
    })
  })

  test('each method has its own operation', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
    const base = await start(target, ...methods.map((method) => `${method} /things/{id}`))
    const answers = methods.map(async (method) => ask(base, `${target.prefix}/things/7`, method))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(methods.map(() => 200))
  })

  test('a method that a path does not take', async () => {
    const base = await start(target, 'GET /things/{id}', 'DELETE /things/{id}')
    const { status, allow = '' } = await ask(base, `${target.prefix}/things/7`, 'POST')
    const allowed = allow.split(', ').toSorted()
    expect([status, allowed]).toEqual(target.answers405 ? [405, ['DELETE', 'GET', 'HEAD']] : [404, ['']])
  })

  test.each<[routes: readonly string[], path: string, param: string]>([
    [['GET /things/{id}'], '/things/%zz', 'id'],
    [['GET /things/{id}'], '/things/%ff?x=1', 'id'],
    [['POST /{x}/{y}', 'GET /{x}-{y}', 'GET /{id}'], '/%ff', 'id'],
    [['GET /{x}-{y}', 'GET /{id}'], '/%41-%ff', 'y'],
    [['GET /{z}.x', 'GET /{x}/{y}'], '/1/%ff.x', 'y'],
  ])('a param that cannot be decoded is a 400: %j %s', async (routes, path, param) => {
    const base = await start(target, ...routes)
    expect(await ask(base, target.prefix + path)).toEqual(malformed(param))
    expect(await ask(base, target.prefix + path, 'HEAD')).toEqual({ ...malformed(param), body: '' })
  })

  describe('two apis', () => {
    test('that are the same', async () => {
      const api = documentedApi('Echo', 'GET /things/{id}')
      const base = await startAll(target, api, api)
      expect(await chosen(base, '/things/7')).toEqual({ template: '/things/{id}', params: { id: '7' } })
    })

    test('the one that was mounted first is asked first', async () => {
      const base = await startAll(
        target,
        documentedApi('First', 'GET /{id}', 'GET /one/{x}', 'POST /new', 'POST /two/{z}'),
        documentedApi('Second', 'GET /new', 'GET /{name}', 'GET /one/two', 'GET /two/{y}', 'DELETE /{id}'),
      )
      const paths: Record<string, unknown> = {
        'GET /new': { template: '/{id}', params: { id: 'new' } },
        'GET /7': { template: '/{id}', params: { id: '7' } },
        'GET /one/two': { template: '/one/{x}', params: { x: 'two' } },
        'GET /two/1': { template: '/two/{y}', params: { y: '1' } },
        'GET /three/1': undefined,
        'POST /new': { template: '/new', params: {} },
        'DELETE /new': { template: '/{id}', params: { id: 'new' } },
      }
      const answers = Object.keys(paths).map(async (asked) => {
        const [method, path = ''] = asked.split(' ')
        return [asked, await chosen(base, path, method)]
      })
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(paths)
      expect(await ask(base, `${target.prefix}/two/%ff`)).toEqual(malformed('y'))
      const { body } = await ask(base, `${target.prefix}/openapi.json`)
      expect(JSON.parse(body)).toMatchObject({ info: { title: 'First' } })
    })

    test('a method that a path takes in neither', async () => {
      const base = await startAll(target, echoApi('GET /things/{id}'), echoApi('DELETE /{kind}/{id}'))
      const { status, allow = '' } = await ask(base, `${target.prefix}/things/7`, 'POST')
      const allowed = allow.split(', ').toSorted()
      expect([status, allowed]).toEqual(target.answers405 ? [405, ['DELETE', 'GET', 'HEAD']] : [404, ['']])
    })
  })
})

/** The answer to a path of which a param cannot be decoded. */
function malformed(param: string): Answer {
  const problem = {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: `The path parameter "${param}" is not percent-encoded UTF-8.`,
  }
  return {
    status: 400,
    type: 'application/problem+json',
    allow: undefined,
    body: JSON.stringify(problem),
  }
}

test('whatever the values, all routers give them back', async () => {
  const bases = await Promise.all(
    targets.map((target) => start(target, 'GET /one/{x}', 'GET /{a}-{b}/{c}.x')),
  )
  const value = fc
    .string({ unit: 'binary', minLength: 1 })
    // Clients resolve these before they ask.
    .filter((text) => !/^\.{1,2}$/.test(text))
  const encoded = value.map((text) => encodeURIComponent(text).replaceAll('-', '%2D'))
  await fc.assert(
    fc.asyncProperty(encoded, encoded, encoded, async (a, b, c) => {
      const [x, y, z] = [a, b, c].map(decodeURIComponent)
      const one = { template: '/one/{x}', params: { x } }
      const several = { template: '/{a}-{b}/{c}.x', params: { a: x, b: y, c: z } }
      const answers = bases.map((base) =>
        Promise.all([chosen(base, `/one/${a}`), chosen(base, `/${a}-${b}/${c}.x`)]),
      )
      expect(await Promise.all(answers)).toEqual(bases.map(() => [one, several]))
    }),
    { numRuns: 50 },
  )
}, 60_000)
