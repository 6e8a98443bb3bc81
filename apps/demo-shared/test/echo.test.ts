import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, test } from 'vitest'
import { echo } from '../src/operations/echo.ts'
import { serveOperation } from './serve-operation.ts'

test('POST /echo sends back what has arrived before the rest is sent', async () => {
  const { port } = await serveOperation(echo)
  const sent = request({
    port,
    method: 'POST',
    path: '/echo',
    headers: { 'content-type': 'text/x-test; charset=utf-8' },
  })
  sent.flushHeaders()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  expect(answer.headers['content-type']).toBe('text/x-test; charset=utf-8')
  for (const part of ['one', 'two', 'drei 🌊']) {
    sent.write(part)
    const [chunk] = (await once(answer, 'data')) as [Buffer]
    expect(chunk.toString()).toBe(part)
  }
  sent.end()
  await once(answer, 'end')
})

test('POST /echo calls a body without a type bytes, and sends nothing back for nothing', async () => {
  const { url } = await serveOperation(echo)
  const answer = await fetch(`${url}/echo`, { method: 'POST' })
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(await answer.text()).toBe('')
})
