import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { stream, StreamRegistry, type StreamHandler } from '@sluice/core'
import { ADAPTERS } from './adapters.ts'
import type { Sample, ServerMessage } from './messages.ts'

// One server in a process of its own, so that what it leaves behind is all there is to count.
// Run as `node --expose-gc server.js ADAPTER` by the test, which asks for a sample with any message.

const [, , adapter = ''] = process.argv
const makeServer = ADAPTERS[adapter]
const { gc } = globalThis
if (makeServer === undefined || gc === undefined) {
  throw new Error(`Run this with --expose-gc and one of: ${Object.keys(ADAPTERS).join(', ')}.`)
}

const streams = new StreamRegistry()
const complaints: string[] = []
process.on('warning', (warning) => complaints.push(`warning: ${warning.message}`))
process.on('unhandledRejection', (error) => complaints.push(`unhandled: ${String(error)}`))

/** `/short` ends by itself; anything else is parked in every way it can be until its client leaves. */
const handler: StreamHandler = (ctx) =>
  ctx.target === '/short'
    ? stream(async () => {
        await ctx.writer.write('one')
        await ctx.writer.flush()
        await ctx.writer.write('two')
      })
    : stream(async function* () {
        ctx.writer.setWriteDeadline(Date.now() + 600_000)
        ctx.signal.addEventListener('abort', () => {})
        yield 'tick'
        await ctx.until(new Promise(() => {}))
      })

const server = makeServer(handler, {
  streams,
  onError: (error) => complaints.push(`failed: ${String(error)}`),
})
server.listen(0, '127.0.0.1', () => send({ port: (server.address() as AddressInfo).port }))

process.on('message', () => void takeSample().then((sample) => send({ sample })))

async function takeSample(): Promise<Sample> {
  await idle()
  // Finalizers and weak references need a few turns before the heap says what is really held.
  for (let round = 0; round < 5; round++) {
    gc?.()
    await turn()
  }
  const resources: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
  return { heapUsed: process.memoryUsage().heapUsed, streams: streams.size, resources, complaints }
}

/** The test has closed its connections; waits until the server has seen that, but not for ever. */
async function idle(): Promise<void> {
  const giveUp = Date.now() + 10_000
  while (Date.now() < giveUp) {
    const open = await new Promise<number>((resolve) =>
      server.getConnections((_error, count) => resolve(count)),
    )
    if (open === 0 && streams.size === 0) return
    await turn()
  }
}

function send(message: ServerMessage): void {
  process.send?.(message)
}
