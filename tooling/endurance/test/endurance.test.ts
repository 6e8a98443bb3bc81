import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { ADAPTERS } from '../src/adapters.ts'
import type { Sample, ServerMessage } from '../src/messages.ts'

const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url))

/** A hundred bytes kept of each of ten thousand streams would be a megabyte. */
const MOST_GROWTH = 1_000_000

let child: ChildProcess

afterEach(() => {
  child.kill()
})

async function message(): Promise<ServerMessage> {
  const [received] = (await once(child, 'message')) as [ServerMessage]
  return received
}

async function sample(): Promise<Sample> {
  child.send('sample')
  const received = await message()
  if (!('sample' in received)) throw new Error('The server answered something else.')
  return received.sample
}

/** A stream whose first bytes have arrived: one that ends by itself, or one that is parked. */
async function open(port: number, parked: boolean): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `GET ${parked ? '/parked' : '/short'} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  )
  await once(socket, 'data')
  return socket
}

/** Ends a stream: reads it to its end, or resets it. */
async function end(socket: Socket, reset: boolean): Promise<void> {
  socket.resume()
  if (reset) socket.resetAndDestroy()
  if (!socket.closed) await once(socket, 'close')
}

async function inARow(port: number, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const reset = i % 2 === 0
    await end(await open(port, reset), reset)
  }
}

/** Half of them are open together, and stay so until every one has been served. */
async function atOnce(port: number, count: number): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: count }, (_, i) => open(port, i % 2 === 0)))
  await Promise.all(sockets.map((socket, i) => end(socket, i % 2 === 0)))
}

describe.each(Object.keys(ADAPTERS))('%s', (adapter) => {
  test(
    '10,000 streams in a row and 2,000 at once, half of them reset, leave nothing behind',
    { timeout: 120_000 },
    async () => {
      child = fork(SERVER, [adapter], { execArgv: ['--expose-gc'] })
      const listening = await message()
      if (!('port' in listening)) throw new Error('The server did not say where it listens.')
      const { port } = listening

      await inARow(port, 3_000)
      const before = await sample()
      await inARow(port, 10_000)
      await atOnce(port, 2_000)
      const after = await sample()

      expect(after.complaints).toEqual([])
      expect(after.streams).toBe(0)
      expect(after.resources).toEqual(before.resources)
      expect(after.heapUsed - before.heapUsed).toBeLessThan(MOST_GROWTH)
    },
  )
})
