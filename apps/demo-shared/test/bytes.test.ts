import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { bytes } from '../src/handlers/bytes.ts'
import { patternPiece } from '../src/pattern.ts'
import { openSocket, serveHandler } from './serve-handler.ts'

describe('GET /bytes', () => {
  test.each([[''], ['&chunk=1'], ['&chunk=1009'], ['&chunk=1048576']])(
    'sends the same bytes with "%s"',
    async (chunk) => {
      const { url } = await serveHandler(bytes)
      const answer = await fetch(`${url}/bytes?size=300017${chunk}`)
      expect(answer.headers.get('content-length')).toBe('300017')
      expect(Buffer.from(await answer.arrayBuffer()).equals(patternPiece(0, 300_017))).toBe(true)
    },
  )

  test('sends 1 MiB unless told otherwise, and nothing when told so', async () => {
    const { url } = await serveHandler(bytes)
    expect((await (await fetch(`${url}/bytes`)).arrayBuffer()).byteLength).toBe(1024 * 1024)
    expect((await (await fetch(`${url}/bytes?size=0`)).arrayBuffer()).byteLength).toBe(0)
  })

  test.each([
    'size=-1',
    'size=+1',
    'size=1.5',
    'size=1e3',
    'size=0x10',
    'size=%201',
    'size=',
    'size=NaN',
    'size=10737418241',
    'size=99999999999999999999',
    'size=1&size=1',
    'chunk=0',
    'chunk=1048577',
    'chunk=many',
  ])('refuses %s and says what it takes', async (query) => {
    const { url, errors } = await serveHandler(bytes)
    const answer = await fetch(`${url}/bytes?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const name = query.slice(0, query.indexOf('='))
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining(`Give ${name} once, as a whole number from `),
    })
    expect(errors).toHaveLength(1)
  })

  test('holds little of 10 GiB for a client that does not read', async () => {
    const { port, server, streams, errors } = await serveHandler(bytes)
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
