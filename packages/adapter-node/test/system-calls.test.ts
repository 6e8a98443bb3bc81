import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { connectTo, get, inPieces, listenOn, patterned, streaming, turn } from './frame-server.ts'

/** What a socket was given, by how it went to the operating system: together, or one by one. */
function watchWrites(server: Server): string[] {
  const seen: string[] = []
  server.on('connection', (socket) => {
    const writev = socket._writev!.bind(socket)
    const write = socket._write.bind(socket)
    socket._writev = (chunks, done) => {
      seen.push(chunks.map(({ chunk }) => String(chunk)).join(''))
      writev(chunks, done)
    }
    socket._write = (chunk, encoding, done) => {
      seen.push(String(chunk))
      write(chunk, encoding, done)
    }
  })
  return seen
}

test.each([
  ['chunked', '1.1', {}, 'a\r\nfirst text\r\n'],
  ['with its length said', '1.1', { 'content-length': '19' }, 'first text'],
  ['until the connection closes', '1.0', {}, 'first text'],
])('head and first chunk leave together: %s', async (_how, version, headers, first) => {
  const server = createServer(
    streaming((ctx) => {
      for (const [name, value] of Object.entries(headers)) ctx.setHeader(name, value)
      return inPieces(ctx, 'first text', ' and more')
    }),
  )
  const writes = watchWrites(server)
  const client = connectTo(await listenOn(server))
  client.send(get('/', version))
  expect((await client.response()).body.toString()).toBe('first text and more')
  expect(writes[0]).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(writes[0]?.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(first)
})

test('large chunks leave several at a time, in order with small ones', async () => {
  const chunks = [...patterned(12, 50_000), ...patterned(3, 100), ...patterned(5, 50_000)]
  const server = createServer(
    streaming(async ({ writer }) => {
      for (const chunk of chunks) await writer.write(chunk)
    }),
  )
  const writes = watchWrites(server)
  const client = connectTo(await listenOn(server))
  client.send(get())
  expect((await client.response()).body.equals(Buffer.concat(chunks))).toBe(true)
  expect(Math.max(...writes.map(({ length }) => length))).toBeGreaterThan(4 * 50_000)
})

test('a large chunk that nothing follows leaves by the end of its turn, or at once with a flush', async () => {
  const [first, second] = patterned(2, 50_000)
  let written = 0
  const atFlush: number[] = []
  const server = createServer(
    streaming(async ({ writer }) => {
      await writer.write('head')
      await turn()
      await writer.write(first!)
      await turn()
      atFlush.push(written)
      await writer.write(second!)
      const flushed = writer.flush()
      atFlush.push(written)
      await flushed
    }),
  )
  server.on('connection', (socket: Socket) => {
    const writev = socket._writev!.bind(socket)
    socket._writev = (waiting, done) => {
      for (const { chunk } of waiting) written += chunk.length
      writev(waiting, done)
    }
  })
  const client = connectTo(await listenOn(server))
  client.send(get())
  await client.response()
  expect(atFlush[0]).toBeGreaterThanOrEqual(50_000)
  expect(atFlush[1]).toBeGreaterThanOrEqual(100_000)
})

test('a server whose sockets take more than we do leaves nobody waiting', async () => {
  const some = patterned(4, 64 * 1024)
  const chunks = Array.from({ length: 200 }, (_, i) => some[i % some.length]!)
  let socket: Socket | undefined
  const server = createServer(
    { highWaterMark: 1024 * 1024 },
    streaming(async ({ writer }) => {
      for (const chunk of chunks) await writer.write(chunk)
    }),
  )
  server.on('connection', (connection: Socket) => (socket = connection))
  const client = connectTo(await listenOn(server))
  client.socket.pause()
  client.send(get())
  while ((socket?.writableLength ?? 0) < 256 * 1024) await turn()
  client.socket.resume()
  expect((await client.response()).body.equals(Buffer.concat(chunks))).toBe(true)
})

test.each([10, 20_000])('a header beyond ASCII is sent as Node sends it: %i bytes', async (length) => {
  const body = streaming((ctx) => inPieces(ctx, new Uint8Array(length), 'end'))
  const server = createServer((req, res) => {
    res.setHeader('x-user', 'Zoë')
    body(req, res)
  })
  const client = connectTo(await listenOn(server))
  client.send(get())
  expect((await client.response()).headers).toContain('x-user: Zoë')
})
