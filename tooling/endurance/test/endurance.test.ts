import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
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

/** One stream: read to its end, or reset by the client at its first bytes. */
async function visit(port: number, reset: boolean): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${reset ? '/parked' : '/short'} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  socket.on('data', () => {
    if (reset) socket.resetAndDestroy()
  })
  await once(socket, 'close')
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

      for (let i = 0; i < 3_000; i++) await visit(port, i % 2 === 0)
      const before = await sample()
      for (let i = 0; i < 10_000; i++) await visit(port, i % 2 === 0)
      await Promise.all(Array.from({ length: 2_000 }, (_, i) => visit(port, i % 2 === 0)))
      const after = await sample()

      expect(after.complaints).toEqual([])
      expect(after.streams).toBe(0)
      expect(after.resources).toEqual(before.resources)
      expect(after.heapUsed - before.heapUsed).toBeLessThan(MOST_GROWTH)
    },
  )
})
