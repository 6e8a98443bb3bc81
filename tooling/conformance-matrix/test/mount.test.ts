import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'

import { ask } from './mount/ask.ts'
import { echoApi } from './mount/echo-api.ts'
import { pathCases } from './mount/path-cases.ts'
import { type Running, type Target, targets } from './mount/targets.ts'

const running: Running[] = []

afterEach(() => {
  for (const server of running.splice(0)) server.close()
})

async function start(target: Target, ...routes: readonly string[]): Promise<string> {
  const server = await target.start(echoApi(...routes))
  running.push(server)
  return server.url + target.prefix
}

/** What was chosen for a path; `undefined` if that was nothing. */
async function chosen(base: string, path: string): Promise<unknown> {
  const { pathname } = new URL(base)
  const prefix = pathname === '/' ? '' : pathname
  const { status, body } = await ask(base, prefix + path)
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

  test('a param that cannot be decoded is a 400', async () => {
    const base = await start(target, 'GET /things/{id}')
    const { status, type, body } = await ask(base, `${target.prefix}/things/%zz`)
    expect(status).toBe(400)
    // Express decodes before it asks us, and answers itself.
    if (target.name.startsWith('express')) return
    expect([type, JSON.parse(body)]).toEqual([
      'application/problem+json',
      {
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'The path parameter "id" is not percent-encoded UTF-8.',
      },
    ])
  })
})

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
