import assert from 'node:assert/strict'

import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, header } from '../expectations.ts'
import { assertProblem } from '../problem-expectations.ts'

type Params = Readonly<Record<string, string>>

/** Paths on the wire, the operation they are for, and its params. */
const paths: readonly (readonly [name: string, path: string, operation: string, params: Params])[] = [
  ['plain', '/op/path/one', 'path', { id: 'one' }],
  ['encoded', '/op/path/a%20b%C3%A9', 'path', { id: 'a b\u00e9' }],
  ['encoded-slash', '/op/path/a%2Fb', 'path', { id: 'a/b' }],
  ['encoded-percent', '/op/path/%2525', 'path', { id: '%25' }],
  ['encoded-letters', '/op/path/%61%62', 'path', { id: 'ab' }],
  ['encoded-query', '/op/path/a%3Fb%23c', 'path', { id: 'a?b#c' }],
  ['encoded-nul', '/op/path/a%00b%0D%0A', 'path', { id: 'a\0b\r\n' }],
  ['emoji', '/op/path/%F0%9F%8C%8A', 'path', { id: '\u{1f30a}' }],
  ['plus', '/op/path/a+b', 'path', { id: 'a+b' }],
  ['punctuation', "/op/path/d!$&'()*,;=e:@~", 'path', { id: "d!$&'()*,;=e:@~" }],
  ['names', '/op/path/__proto__', 'path', { id: '__proto__' }],
  ['text-first', '/op/path/picked', 'pathPicked', {}],
  ['text-first-encoded', '/op/path/%70icked', 'path', { id: 'picked' }],
  ['suffix', '/op/path/a.b.json', 'pathSuffix', { id: 'a.b' }],
  ['suffix-encoded', '/op/path/a%2Ejson', 'path', { id: 'a.json' }],
  ['two', '/op/path/a%2Fb/of/c%2Fof%2Fd', 'pathTwo', { first: 'a/b', second: 'c/of/d' }],
  ['file', '/op/file/archive.tar.gz', 'pathFile', { name: 'archive.tar', ext: 'gz' }],
  ['file-encoded', '/op/file/a%2Eb.%E6%B0%B4', 'pathFile', { name: 'a.b', ext: '\u6c34' }],
  ['range', '/op/range/1-2-3', 'pathRange', { from: '1-2', to: '3' }],
  ['version', '/op/v1.2/things', 'pathVersion', { version: '1.2' }],
  ['literal', '/op/literal/a:b*(c)+[d]!/x', 'pathLiteral', { id: 'x' }],
  ['literal-encoded', '/op/literal/a:b*(c)+%5Bd%5D!/x', 'pathLiteral', { id: 'x' }],
  ['literal-accents', '/op/caf%C3%A9%20x/1', 'pathEncoded', { id: '1' }],
  ['literal-lower-hex', '/op/caf%c3%a9%20x/%c3%a9', 'pathEncoded', { id: '\u00e9' }],
]

/** What must not be taken for an operation. */
const unknown = [
  ['another', '/op/nothing'],
  ['too-short', '/op/path'],
  ['too-long', '/op/path/a/b'],
  ['empty-param', '/op/file/.gz'],
  ['literal-pattern', '/op/literal/axb/1'],
  ['literal-regexp', '/op/literal/a:bbbc+d!/1'],
] as const

/** O3: paths mean the same on every router. */
export const samePaths: readonly ConformanceCase[] = [
  ...paths.map(([name, path, operation, params]) =>
    defineCase(`O3.${name}`, `${path} is for ${operation}, its params decoded once`, async (target) => {
      const exchange = await target.request(`${path}?id=query`)
      assert.deepEqual(await exchange.json(), { operation, params, target: target.path(`${path}?id=query`) })
    }),
  ),
  ...unknown.map(([name, path]) =>
    defineCase(`O3.unknown-${name}`, `${path} is nothing, which is the router's to say`, async (target) => {
      const exchange = await target.request(path)
      assert.equal((await exchange.head()).status, 404)
      await exchange.end()
    }),
  ),
  defineCase(
    'O3.wrong-method',
    'a method that a path does not take is a 404, or a 405 with Allow',
    async (target) => {
      for (const [method, path] of [
        ['POST', '/op/path/a'],
        ['GET', '/op/raw'],
        ['DELETE', '/op/events'],
      ] as const) {
        const exchange = await target.request(path, { method })
        const head = await exchange.head()
        await exchange.end()
        if (head.status === 404) continue
        assert.equal(head.status, 405)
        assert.match(header(head, 'allow') ?? '', method === 'GET' ? /PUT/ : /GET/)
      }
    },
  ),
  defineCase('O3.undecodable', 'a param that is not percent-encoded UTF-8 is a 400', async (target) => {
    const run = target.newRun()
    for (const id of ['%', '%zz', '%C3', 'a%E0%80']) {
      await assertProblem(await target.request(`/op/path/${id}?run=${run}`), {
        status: 400,
        title: 'Bad Request',
        detail: 'The path parameter "id" is not percent-encoded UTF-8.',
      })
    }
    assertNever(await target.settled(run), 'api-middleware')
  }),
  defineCase('O3.head', 'HEAD of a GET operation has its headers, and no body', async (target) => {
    const get = await target.request('/op/path/one')
    await get.body()
    const connection = await target.connect()
    const exchange = connection.request({ method: 'HEAD', target: target.path('/op/path/one') })
    const head = await exchange.head()
    assert.equal(head.status, 200)
    for (const name of ['content-type', 'content-length']) {
      assert.equal(header(head, name), header(await get.head(), name), name)
    }
    assert.equal((await exchange.body()).length, 0)
    const next = connection.request({ target: target.path('/op/path/two') })
    assert.deepEqual((await next.json<{ params: unknown }>()).params, { id: 'two' })
  }),
  defineCase('O3.beside', 'routes of the framework keep working beside the api', async (target) => {
    const exchange = await target.request('/params/a%20b/c')
    assert.deepEqual((await exchange.json<{ params: unknown }>()).params, { first: 'a b', second: 'c' })
  }),
  defineCase('O3.twice', 'one connection carries requests to several operations', async (target) => {
    const run = target.newRun()
    const connection = await target.connect()
    for (const [, path, operation] of paths) {
      const exchange = connection.request({ target: target.path(`${path}?run=${run}`) })
      assert.equal((await exchange.json<{ operation: unknown }>()).operation, operation)
    }
    assertNever(await target.settled(run), 'error')
  }),
]
