import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { type Context, stream } from '@sluice/core'
import { type NodeOptions, toNodeListener } from '@sluice/node'
import { afterEach } from 'vitest'
import { RawClient } from './raw-client.ts'

const servers: Server[] = []
const clients: Socket[] = []

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A listener that streams `body` as text. */
export function streaming(
  body: (ctx: Context) => Promise<void> | void,
  options: NodeOptions = {},
): RequestListener {
  return toNodeListener(
    () => stream((ctx) => Promise.resolve(body(ctx)), { headers: { 'content-type': 'text/plain' } }),
    options,
  )
}

/** Starts a server of its own for a test; returns its port. */
export async function serve(listener: RequestListener, options: ServerOptions = {}): Promise<number> {
  return listenOn(createServer(options, listener))
}

/** Starts a server that a test has made; returns its port. */
export async function listenOn(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Connects to it. */
export function connectTo(port: number): RawClient {
  return clientOf(connect(port, '127.0.0.1'))
}

/** Speaks HTTP on a socket that a test has opened. */
export function clientOf(socket: Socket): RawClient {
  clients.push(socket)
  return new RawClient(socket)
}

/** A request that keeps the connection open. */
export function get(path = '/', version = '1.1'): string {
  return `GET ${path} HTTP/${version}\r\nHost: test\r\n\r\n`
}

/** The next turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Writes pieces that are sent one by one. */
export async function inPieces(ctx: Context, ...pieces: (string | Uint8Array)[]): Promise<void> {
  for (const piece of pieces) {
    await ctx.writer.write(piece)
    await turn()
  }
}

/** Chunks whose every byte is different from the one `size` before it. */
export function patterned(count: number, size = 10_000): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    Uint8Array.from({ length: size }, (_byte, k) => (i * 31 + k * 7) % 251),
  )
}
