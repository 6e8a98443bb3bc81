import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bytes } from '../src/operations/bytes.ts'
import { patternPiece } from '../src/pattern.ts'
import { openSocket, serveOperation, type Served } from './serve-operation.ts'

describe('GET /bytes', () => {
  test.each([[''], ['&chunk=1'], ['&chunk=1009'], ['&chunk=1048576']])(
    'sends the same bytes with "%s"',
    async (chunk) => {
      const { url } = await serveOperation(bytes)
      const answer = await fetch(`${url}/bytes?size=300017${chunk}`)
      expect(answer.headers.get('content-length')).toBe('300017')
      expect(answer.headers.get('cache-control')).toContain('no-transform')
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
    'deadline=99',
    'deadline=600001',
    'deadline=soon',
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

  describe('with a deadline', () => {
    const DEADLINE = 300

    /** A client that asks and then reads nothing, and the connection as the server has it. */
    async function stall(
      { port, server }: Served,
      size: number,
    ): Promise<{ client: Socket; socket: Socket }> {
      const accepted = once(server, 'connection') as Promise<[Socket]>
      const client = await openSocket(port)
      const [socket] = await accepted
      client.pause()
      client.write(`GET /bytes?size=${size}&deadline=${DEADLINE} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
      return { client, socket }
    }

    test('cuts off a client that does not read, and holds little until then', async () => {
      const served = await serveOperation(bytes)
      const { socket, client } = await stall(served, 10 * 1024 ** 3)
      while (!socket.writableNeedDrain) await turn()
      const blocked = performance.now()
      let most = 0
      const watch = setInterval(() => (most = Math.max(most, socket.writableLength)), 10)
      await new Promise((resolve) => socket.once('close', resolve))
      clearInterval(watch)
      const waited = performance.now() - blocked
      // It was blocked shortly before we looked.
      expect(waited).toBeGreaterThan(DEADLINE - 100)
      expect(waited).toBeLessThan(DEADLINE + 2_000)
      expect(most).toBeGreaterThan(0)
      expect(most).toBeLessThan(2 * 1024 * 1024)
      expect(served.streams.size).toBe(0)
      expect(served.errors).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }])
      const over = new Promise((resolve) => client.once('close', resolve))
      client.on('error', () => {}).resume()
      await over
    })

    test('leaves a client alone that reads, however long it takes', async () => {
      const size = 32 * 1024 ** 2
      const served = await serveOperation(bytes)
      const { client } = await stall(served, size)
      const started = performance.now()
      let got = 0
      // A twentieth of it at a time, long before the deadline.
      const resumes = setInterval(() => client.resume(), DEADLINE / 10)
      onTestFinished(() => clearInterval(resumes))
      let next = size / 20
      const ended = once(client, 'end')
      client.on('data', (chunk: Buffer) => {
        got += chunk.length
        if (got < next) return
        next += size / 20
        client.pause()
        if (got > size) client.end()
      })
      await ended
      expect(got).toBeGreaterThan(size)
      expect(performance.now() - started).toBeGreaterThan(DEADLINE)
      expect(served.errors).toEqual([])
    })
  })
})
