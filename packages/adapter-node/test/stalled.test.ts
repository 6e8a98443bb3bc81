import type { Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Chunk, Context } from '@sluice/core'
import { expect, test } from 'vitest'
import { connectTo, get, serve, streaming, turn } from './frame-server.ts'

const MB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What the process holds, in bytes. */
function held(): number {
  // What the first frees of arrays may be swept beside the program, before the second.
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Milliseconds without room after which the client is taken to have stalled. */
const STALLED = 250

const bytes = (count: number, size: number): Uint8Array[] =>
  Array.from({ length: count }, () => new Uint8Array(size))

test.each<[string, () => Chunk[]]>([
  ['large chunks of bytes', () => bytes(1, 300_000)],
  ['many small ones', () => bytes(100, 1024)],
  ['a few bytes a turn', () => bytes(2, 40)],
  ['text', () => ['ü'.repeat(5_000)]],
])('a client that takes nothing holds little, and nothing after the deadline: %s', async (_what, chunks) => {
  let socket: Socket | undefined
  let stall!: (ctx: Context) => void
  const stalled = new Promise<Context>((resolve) => (stall = resolve))
  let fail!: (error: unknown) => void
  const failed = new Promise((resolve) => (fail = resolve))
  const writeOn = streaming(
    async (ctx) => {
      for (;;) {
        let written = Promise.resolve()
        for (const chunk of chunks()) written = ctx.writer.write(chunk)
        const timer = setTimeout(() => stall(ctx), STALLED)
        await written
        clearTimeout(timer)
        await turn()
      }
    },
    { onError: (error) => fail(error) },
  )
  const port = await serve((req, res) => {
    ;({ socket } = req)
    writeOn(req, res)
  })
  const client = connectTo(port)
  client.socket.pause()
  const before = held()
  client.send(get())
  const { writer } = await stalled
  expect(held() - before).toBeLessThan(4 * MB)
  expect(socket?.writableLength).toBeGreaterThan(0)

  const closed = new Promise((resolve) => socket?.once('close', resolve))
  writer.setWriteDeadline(Date.now())
  expect(await failed).toMatchObject({ code: 'DEADLINE_EXCEEDED' })
  await closed
})
