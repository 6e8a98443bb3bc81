import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi, stream } from '@sluice/core'
import { toNodeListener } from '@sluice/node'
import { expect, onTestFinished, test } from 'vitest'
import { docsWithEntry } from '../src/docs-with-entry.ts'

const docs = docsWithEntry({
  routes: [{ path: '/docs', summary: 'The page', handler: () => stream(() => 'page') }],
})
const api = createApi({ title: 'Test', version: '1', operations: [], docs })

test.each([
  ['/', '/docs'],
  ['/?from=/here', '/docs'],
  ['/api', '/api/docs'],
  ['/api/', '/api/docs'],
  ['/api/v1', '/api/v1/docs'],
  ['/api/v1/?from=here', '/api/v1/docs'],
])('%s, where the api is mounted, leads to %s', async (target, page) => {
  const [entry] = docs.routes
  const server = createServer(toNodeListener(entry?.handler ?? expect.fail('There is no entry.')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = await fetch(origin + target, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(new URL(answer.headers.get('location') ?? '', origin + target).href).toBe(origin + page)
})

test('is a route of the api, and not in its document', async () => {
  expect((await api.request('/')).status).toBe(302)
  expect(await (await api.request('/docs')).text()).toBe('page')
  expect(api.openapi().paths).toEqual({})
})
