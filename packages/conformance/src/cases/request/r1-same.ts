import assert from 'node:assert/strict'

import type { Target } from '../../target/target.ts'
import type { RequestOptions } from '../../target/target.ts'
import { usesTls } from '../../mount/protocol.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'

interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly target: string
  readonly host: string
  readonly scheme: string
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: Readonly<Record<string, string>>
  readonly httpVersion: string
  readonly remoteAddress: string
  readonly tls: { readonly version: string; readonly cipher: string; readonly clientVerified: boolean } | null
}

const params = [
  ['plain', 'one', 'two', { first: 'one', second: 'two' }],
  ['encoded', 'a%20b', 'caf%C3%A9', { first: 'a b', second: 'caf\u00e9' }],
  ['encoded-slash', 'a%2Fb', 'c%252Fd', { first: 'a/b', second: 'c%2Fd' }],
  ['plus', 'a+b', '%2B', { first: 'a+b', second: '+' }],
  ['emoji', '%F0%9F%8C%8A', '%25', { first: '\u{1f30a}', second: '%' }],
  ['punctuation', 'a:b@c', "d!$&'()*,;=e", { first: 'a:b@c', second: "d!$&'()*,;=e" }],
] as const

const connectionInfo = {
  capabilities: ['connectionInfo'] as const,
  reason: 'the runtime does not show the connection',
}

/** R1: the request reads the same on every router. */
export const sameRequest: readonly ConformanceCase[] = [
  ...params.map(([name, first, second, expected]) =>
    defineCase(
      `R1.params-${name}`,
      `path parameters are percent-decoded once: ${first}, ${second}`,
      async (target) => {
        const path = `/params/${first}/${second}`
        const exchange = await target.request(path)
        assert.deepEqual(await exchange.json(), { params: expected, target: target.path(path) })
      },
    ),
  ),
  defineCase('R1.query', 'query parameters keep order, repeated keys and encoding', async (target) => {
    const {
      query,
      target: seen,
      url,
    } = await show(target, '/request?a=1&b=x%20y&a=2&a=&c&d=%26%3D%2B&e=a+b&%C3%A4=%E6%B0%B4')
    assert.deepEqual(query, [
      ['a', '1'],
      ['b', 'x y'],
      ['a', '2'],
      ['a', ''],
      ['c', ''],
      ['d', '&=+'],
      ['e', 'a b'],
      ['\u00e4', '\u6c34'],
    ])
    assert.equal(seen, target.path('/request?a=1&b=x%20y&a=2&a=&c&d=%26%3D%2B&e=a+b&%C3%A4=%E6%B0%B4'))
    assert.equal(new URL(url).search, '?a=1&b=x%20y&a=2&a=&c&d=%26%3D%2B&e=a+b&%C3%A4=%E6%B0%B4')
  }),
  defineCase(
    'R1.target',
    'target and url show the mount prefix and the encoding of the client',
    async (target) => {
      const seen = await show(target, '/request?q=%7Euser')
      const scheme = usesTls(target.info.protocol) ? 'https' : 'http'
      assert.equal(seen.method, 'GET')
      assert.equal(seen.target, target.path('/request?q=%7Euser'))
      assert.equal(seen.scheme, scheme)
      assert.equal(seen.url, `${scheme}://${target.authority}${target.path('/request?q=%7Euser')}`)
    },
  ),
  defineCase('R1.method', 'the method is that of the client', async (target) => {
    assert.equal((await show(target, '/request', { method: 'POST', body: Buffer.from('x') })).method, 'POST')
  }),
  defineCase('R1.host', 'host is what the client asked for, port included', async (target) => {
    const host = 'streams.sluice.example:8080'
    const seen = await show(target, '/request', { headers: [['host', host]] })
    assert.equal(seen.host, host)
    assert.equal(new URL(seen.url).host, host)
  }),
  defineCase('R1.headers', 'headers read by lower-case name; repeated lines are joined', async (target) => {
    const { headers } = await show(target, '/request', {
      headers: [
        ['X-Mixed-Case', 'Value'],
        ['x-repeated', 'one'],
        ['x-repeated', 'two'],
        ['accept', 'text/plain;q=0.5, */*;q=0.1'],
      ],
    })
    assert.equal(headers['x-mixed-case'], 'Value')
    assert.equal(headers['x-repeated'], 'one, two')
    assert.equal(headers['accept'], 'text/plain;q=0.5, */*;q=0.1')
    assert.deepEqual(
      Object.keys(headers).filter((name) => name.startsWith(':') || name !== name.toLowerCase()),
      [],
    )
  }),
  defineCase(
    'R1.cookies',
    'cookies read by name: decoded, unquoted, the first of a repeated name',
    async (target) => {
      const { cookies } = await show(target, '/request', {
        headers: [['cookie', 'a=1; b=x%20y; c="quoted"; a=2; d=; bad; e=a=b; f=%zz']],
      })
      assert.deepEqual(cookies, { a: '1', b: 'x y', c: 'quoted', d: '', e: 'a=b', f: '%zz' })
    },
  ),
  defineCase('R1.cookies-split', 'a cookie header sent in several lines reads as one', async (target) => {
    const { cookies, headers } = await show(target, '/request', {
      headers: [
        ['cookie', 'a=1'],
        ['cookie', 'b=2'],
      ],
    })
    assert.deepEqual(cookies, { a: '1', b: '2' })
    assert.equal(headers['cookie'], 'a=1; b=2')
  }),
  defineCase(
    'R1.connection',
    'remote address, protocol version and TLS state are those of the connection',
    async (target) => {
      const { remoteAddress, httpVersion, tls } = await show(target, '/request')
      assert.equal(remoteAddress, '127.0.0.1')
      assert.equal(httpVersion, target.http2 ? '2.0' : '1.1')
      if (usesTls(target.info.protocol)) {
        assert.match(tls?.version ?? '', /^TLSv1\.[23]$/)
        assert.ok((tls?.cipher ?? '').length > 0, 'the cipher')
        assert.equal(tls?.clientVerified, false)
      } else {
        assert.equal(tls, null)
      }
    },
    { requires: connectionInfo },
  ),
  defineCase(
    'R1.http-1.0',
    'an HTTP/1.0 request reads as one',
    async (target) => {
      const { httpVersion } = await show(target, '/request', { version: '1.0' })
      assert.equal(httpVersion, '1.0')
    },
    { requires: { ...connectionInfo, protocols: ['http1', 'https1'], reason: 'speaks of HTTP/1.0' } },
  ),
  defineCase(
    'R1.slow',
    'a request whose head arrives byte by byte reads the same',
    async (target) => {
      const connection = await target.connectRaw()
      const exchange = connection.expect('GET')
      const text = `GET ${target.path('/request?slow=yes')} HTTP/1.1\r\nHost: ${target.authority}\r\nX-Slow: yes\r\n\r\n`
      for (const character of text) {
        connection.raw(character)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const seen = await exchange.json<SeenRequest>()
      assert.deepEqual(seen.query, [['slow', 'yes']])
      assert.equal(seen.headers['x-slow'], 'yes')
    },
    { requires: { protocols: ['http1', 'https1'], reason: 'sends the text of an HTTP/1 request' } },
  ),
]

async function show(target: Target, path: string, options?: RequestOptions): Promise<SeenRequest> {
  return (await target.request(path, options)).json<SeenRequest>()
}
