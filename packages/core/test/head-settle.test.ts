import { describe, expect, test } from 'vitest'
import { InvalidHeaderError } from '../src/contract/errors.ts'
import type { HttpVersion } from '../src/contract/request.ts'
import { HeadBuilder } from '../src/response/head-builder.ts'

interface SettleInit {
  readonly method?: string
  readonly version?: HttpVersion | 'unknown'
  readonly empty?: boolean
}

function settle(
  prepare: (head: HeadBuilder) => void,
  { method = 'GET', version = '1.1', empty = false }: SettleInit = {},
): { status: number; hasBody: boolean; headers: Record<string, readonly string[]> } {
  const builder = new HeadBuilder()
  prepare(builder)
  const { status, hasBody, headers } = builder.settle(
    method,
    version === 'unknown' ? undefined : version,
    empty,
  )
  return { status, hasBody, headers: Object.fromEntries(headers.map(({ name, values }) => [name, values])) }
}

const BINARY = { 'content-type': ['application/octet-stream'] }

test('without a content-type it is application/octet-stream', () => {
  expect(settle(() => {})).toEqual({ status: 200, hasBody: true, headers: BINARY })
  expect(settle((head) => head.set('content-type', 'text/plain')).headers).toEqual({
    'content-type': ['text/plain'],
  })
})

test('a body known to be empty says so, unless a length was declared', () => {
  expect(settle(() => {}, { empty: true }).headers).toEqual({ ...BINARY, 'content-length': ['0'] })
  const declared = settle((head) => head.set('content-length', 7), { empty: true, method: 'HEAD' })
  expect(declared).toMatchObject({ hasBody: false, headers: { 'content-length': ['7'] } })
})

describe('H5 connection-specific headers', () => {
  const set = (head: HeadBuilder): void => {
    for (const name of ['Connection', 'Keep-Alive', 'Proxy-Connection', 'Upgrade', 'HTTP2-Settings', 'x-a']) {
      head.set(name, 'v')
    }
  }

  test.each(['1.0', '1.1'] as const)('go out over HTTP/%s', (version) => {
    expect(Object.keys(settle(set, { version }).headers)).toHaveLength(7)
  })

  test.each(['2.0', '3.0', 'unknown'] as const)('are left out over HTTP/%s', (version) => {
    expect(Object.keys(settle(set, { version }).headers)).toEqual(['x-a', 'content-type'])
  })

  test.each(['1.1', '2.0'] as const)('transfer-encoding is the runtime’s, over HTTP/%s too', (version) => {
    expect(settle((head) => head.set('Transfer-Encoding', 'gzip'), { version }).headers).toEqual(BINARY)
  })
})

describe('H6 responses without a body', () => {
  test('HEAD has the headers of GET', () => {
    const prepare = (head: HeadBuilder): void => head.set('content-length', '12')
    const get = settle(prepare)
    expect(settle(prepare, { method: 'HEAD' })).toEqual({ ...get, hasBody: false })
  })

  test('204 has no length and no made-up type, even when it is known to be empty', () => {
    const head = settle(
      (builder) => {
        builder.setStatus(204)
        builder.set('content-length', '12')
      },
      { empty: true },
    )
    expect(head).toEqual({ status: 204, hasBody: false, headers: {} })
  })

  test.each([204, 205, 304])(
    '%i has no type, even when one is set: nothing is sent that could have it',
    (status) => {
      const head = settle((builder) => {
        builder.setStatus(status)
        builder.set('content-type', 'text/event-stream')
      })
      expect(head.headers).not.toHaveProperty('content-type')
    },
  )

  test('304 keeps a length, which is that of the 200, and none is made up for it', () => {
    const plain = settle((head) => head.setStatus(304), { empty: true })
    expect(plain).toEqual({ status: 304, hasBody: false, headers: {} })
    const declared = settle((head) => {
      head.setStatus(304)
      head.set('content-length', '12')
    })
    expect(declared.headers).toEqual({ 'content-length': ['12'] })
  })
})

describe('content-length', () => {
  test.each(['', '-1', '1.5', '1e3', '0x1', '1, 1', 'x', '9'.repeat(16), Number.NaN])(
    'is not %j',
    (value) => {
      const builder = new HeadBuilder()
      expect(() => builder.set('Content-Length', value)).toThrow(InvalidHeaderError)
      expect(() => builder.set('Content-Length', value)).toThrow('content-length is a number of bytes, not')
      expect(builder.declaredLength).toBeUndefined()
    },
  )

  test('has one value, however it is set', () => {
    const builder = new HeadBuilder()
    expect(() => builder.set('content-length', ['1', '2'])).toThrow('content-length has one value.')
    expect(() => builder.set('content-length', [])).toThrow('content-length has one value.')
    builder.append('content-length', '5')
    expect(() => builder.append('content-length', '5')).toThrow('content-length has one value.')
    expect(builder.declaredLength).toBe(5)
    const { headers } = builder.settle('GET', '1.1', false)
    expect(headers[0]).toEqual({ name: 'content-length', values: ['5'], mode: 'set' })
  })

  test('is known once declared', () => {
    const builder = new HeadBuilder()
    expect(builder.declaredLength).toBeUndefined()
    builder.set('content-length', ' 42 ')
    expect(builder.declaredLength).toBe(42)
  })
})

test('an error response keeps what is not about the body', () => {
  const builder = new HeadBuilder()
  const about = ['content-type', 'content-length', 'content-encoding', 'content-disposition', 'etag']
  const kept = [
    'set-cookie',
    'x-request-id',
    'vary',
    'content-security-policy',
    'access-control-allow-origin',
  ]
  for (const name of [...about, 'last-modified', 'expires', 'cache-control', 'accept-ranges', ...kept]) {
    builder.set(name, '1')
  }
  builder.clearRepresentation()
  const { headers } = builder.settle('GET', '1.1', false)
  expect(headers.map(({ name }) => name)).toEqual([...kept, 'content-type'])
})

test('205 has no body, and says so', () => {
  const builder = new HeadBuilder()
  builder.setStatus(205)
  const head = builder.settle('GET', '1.1', false)
  expect(head.hasBody).toBe(false)
  expect(head.headers).toContainEqual({ name: 'content-length', mode: 'set', values: ['0'] })
})
