import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { bytes } from '../src/operations/bytes.ts'
import { patternPiece } from '../src/pattern.ts'
import { openSocket, serveOperation } from './serve-operation.ts'

describe('GET /bytes', () => {
  test.each([[''], ['&chunk=1'], ['&chunk=1009'], ['&chunk=1048576']])(
    'sends the same bytes with "%s"',
    async (chunk) => {
      const { url } = await serveOperation(bytes)
      const answer = await fetch(`${url}/bytes?size=300017${chunk}`)
      expect(answer.headers.get('content-length')).toBe('300017')
      expect(Buffer.from(await answer.arrayBuffer()).equals(patternPiece(0, 300_017))).toBe(true)
    },
  )

  test('sends 1 MiB unless told otherwise, and nothing when told so', async () => {
    const { url } = await serveOperation(bytes)
    expect((await (await fetch(`${url}/bytes`)).arrayBuffer()).byteLength).toBe(1024 * 1024)
    expect((await (await fetch(`${url}/bytes?size=0`)).arrayBuffer()).byteLength).toBe(0)
  })

  test.each([
    'size=-1',
    'size=1.5',
    'size=NaN',
    'size=many',
    'size=10737418241',
    'size=1&size=1',
    'chunk=0',
    'chunk=1048577',
    'chunk=many',
  ])('refuses %s and says what is wrong', async (query) => {
    const { url, errors } = await serveOperation(bytes)
    const answer = await fetch(`${url}/bytes?${query}`)
    expect(answer.status).toBe(422)
    const location = `query.${query.slice(0, query.indexOf('='))}`
    expect(await answer.json()).toMatchObject({ errors: [{ location, message: expect.any(String) }] })
    expect(errors).toHaveLength(1)
  })

  test('holds little of 10 GiB for a client that does not read', async () => {
    const { port, server, streams, errors } = await serveOperation(bytes)
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const client = await openSocket(port)
    const [socket] = await accepted
    client.pause()
    client.write('GET /bytes?size=10737418240 HTTP/1.1\r\nhost: localhost\r\n\r\n')
    while (!socket.writableNeedDrain) await turn()
    // Ample opportunity to write on regardless.
    for (let i = 0; i < 1_000; i += 1) await turn()
    expect(socket.writableLength).toBeLessThan(2 * 1024 * 1024)
    expect(streams.size).toBe(1)

    const closed = new Promise((resolve) => socket.once('close', resolve))
    client.destroy()
    await closed
    expect(streams.size).toBe(0)
    expect(errors).toEqual([])
  })
})
