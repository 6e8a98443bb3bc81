import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'

const boundary = 'sluice-boundary'
const type = ['content-type', `multipart/form-data; boundary=${boundary}`] as const
const requires = { capabilities: ['multipart'] as const, reason: 'the adapter brings no multipart parser' }

const field = (name: string, value: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, filename: string, mediaType: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: ${mediaType}\r\n\r\n`
const end = `--${boundary}--\r\n`

/** R3: multipart forms and files stream. */
export const forms: readonly ConformanceCase[] = [
  defineCase(
    'R3.parts',
    'fields and files of a form arrive in order',
    async (target) => {
      const body = Buffer.from(
        `${field('greeting', 'hello \u6c34')}${file('upload', 'a b.bin', 'image/png')}--not-a-boundary\r\n--${'x'.repeat(70_000)}\r\n${field('greeting', 'again')}${end}`,
      )
      const exchange = await target.request('/form', { method: 'POST', headers: [type], body })
      assert.equal((await exchange.head()).status, 200)
      const lines = (await exchange.body())
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
      assert.deepEqual(lines, [
        { name: 'greeting', filename: null, contentType: 'text/plain', text: 'hello \u6c34' },
        { name: 'upload', filename: 'a b.bin', contentType: 'image/png', length: 70_020 },
        { name: 'greeting', filename: null, contentType: 'text/plain', text: 'again' },
      ])
    },
    { requires },
  ),
  defineCase(
    'R3.streams',
    'a part is there before the next one has been sent',
    async (target) => {
      const exchange = await target.request('/form', { method: 'POST', headers: [type], streaming: true })
      exchange.control.send(Buffer.from(`${field('first', 'one')}--${boundary}\r\n`))
      const first = '{"name":"first","filename":null,"contentType":"text/plain","text":"one"}\n'
      assert.equal((await exchange.bytes(first.length)).toString(), first)
      exchange.control.send(Buffer.from('content-disposition: form-data; name="second"\r\n\r\ntwo'))
      exchange.control.send(Buffer.from(`\r\n${end}`))
      exchange.control.finish()
      const second = '{"name":"second","filename":null,"contentType":"text/plain","text":"two"}\n'
      assert.equal((await exchange.body()).toString(), first + second)
    },
    { requires: { ...requires, capabilities: ['multipart', 'fullDuplex'] } },
  ),
  ...[
    ['malformed', 400, type, 'this is no form'],
    ['truncated', 400, type, `--${boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\nno end`],
    ['no-boundary', 400, ['content-type', 'multipart/form-data'] as const, field('a', 'b') + end],
    ['other-type', 415, ['content-type', 'text/plain'] as const, 'text'],
    ['large-field', 413, type, field('a', 'x'.repeat(2_000)) + end],
  ].map(([name, status, contentType, body]) =>
    defineCase(
      `R3.${String(name)}`,
      `a ${String(name)} form is answered ${String(status)}`,
      async (target) => {
        const exchange = await target.request('/form', {
          method: 'POST',
          headers: [contentType as typeof type],
          body: Buffer.from(String(body)),
        })
        assert.equal((await exchange.head()).status, status)
        assert.equal((await exchange.json<{ status: unknown }>()).status, status)
      },
      { requires },
    ),
  ),
]
