import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { connectTo, get, serve, streaming, turn } from './frame-server.ts'

const MB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What a client that takes nothing makes a server hold, in bytes, until a write has waited for long. */
async function heldFor(chunks: () => readonly (string | Uint8Array)[]): Promise<number> {
  let socket: Socket | undefined
  let blocked!: () => void
  const isBlocked = new Promise<void>((resolve) => (blocked = resolve))
  const listener: RequestListener = (req, res) => {
    socket = req.socket
    streaming(async (ctx) => {
      ctx.writer.setWriteDeadline(Date.now() + 60_000)
      for (;;) {
        let written = Promise.resolve()
        for (const chunk of chunks()) written = ctx.writer.write(chunk)
        const timer = setTimeout(blocked, 250)
        await written
        clearTimeout(timer)
        await turn()
      }
    })(req, res)
  }
  const client = connectTo(await serve(listener))
  client.socket.pause()
  client.send(get())
  const before = held()
  await isBlocked
  const after = held()
  expect(socket?.writableLength).toBeGreaterThan(0)
  client.socket.destroy()
  return after - before
}

function held(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test.each([
  ['large chunks of bytes', () => [new Uint8Array(300_000)], 4 * MB],
  ['chunks of 1 KiB', () => Array.from({ length: 100 }, () => new Uint8Array(1024)), 4 * MB],
  ['a few bytes a turn', () => [new Uint8Array(40), new Uint8Array(40)], 16 * MB],
  ['text', () => ['ü'.repeat(5_000)], 4 * MB],
] as const)('a client that takes nothing: %s', async (_what, chunks, most) => {
  const got = await heldFor(chunks)
  console.log(_what, got / MB)
  expect(got).toBeLessThan(most)
})
