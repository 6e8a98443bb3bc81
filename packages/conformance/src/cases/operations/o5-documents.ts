import assert from 'node:assert/strict'

import { conformanceApi } from '../../routes/operations/conformance-api.ts'
import { RouteState } from '../../routes/route-state.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertBytes, header } from '../expectations.ts'

const documents = [
  ['json', '/openapi.json', 'application/json'],
  ['yaml', '/openapi.yaml', 'application/yaml'],
  ['3.1', '/openapi-3.1.json', 'application/json'],
] as const

/** O5: the documents of the api are the same bytes on every router. */
export const apiDocuments: readonly ConformanceCase[] = [
  ...documents.flatMap(([name, path, contentType]) => [
    defineCase(`O5.${name}`, `${path} is what the api makes of itself, to the byte`, async (target) => {
      const expected = await conformanceApi(new RouteState()).request(path)
      const exchange = await target.request(path)
      assertBytes(await exchange.body(), new Uint8Array(await expected.arrayBuffer()))
      const head = await exchange.head()
      assert.equal(head.status, 200)
      assert.equal(header(head, 'content-type'), contentType)
      assert.equal(header(head, 'content-length'), String(exchange.received))
      assert.equal(header(head, 'cache-control'), 'no-cache')
    }),
    defineCase(`O5.${name}-head`, `HEAD of ${path} says its type and length`, async (target) => {
      const get = await target.request(path)
      await get.body()
      const exchange = await target.request(path, { method: 'HEAD' })
      const head = await exchange.head()
      assert.equal(header(head, 'content-type'), contentType)
      assert.equal(header(head, 'content-length'), String(get.received))
      assert.equal((await exchange.body()).length, 0)
    }),
  ]),
  defineCase('O5.describes', 'the document names the operations, below any prefix', async (target) => {
    const { openapi, paths } = await (
      await target.request('/openapi.json')
    ).json<{
      openapi: string
      paths: Readonly<Record<string, Readonly<Record<string, { operationId?: unknown }>>>>
    }>()
    assert.match(openapi, /^3\.2\./)
    assert.equal(paths['/op/events']?.['get']?.operationId, 'events')
    assert.equal(paths['/op/things/{id}']?.['patch']?.operationId, 'change')
  }),
]
