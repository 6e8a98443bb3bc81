import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { system } from '../src/handlers/system.ts'
import { openSocket, serveHandler } from './serve-handler.ts'

const FIGURE = expect.any(Number)

test('GET /system writes a line at once, one more each second, and ends when the server stops', async () => {
  const { url, streams, errors } = await serveHandler(system)
  const started = performance.now()
  const answer = await fetch(`${url}/system`)
  const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) })
  const arrivals: number[] = []
  for await (const line of lines) {
    arrivals.push(performance.now() - started)
    const sample = JSON.parse(line) as { readonly at: string; readonly eventLoopDelay: unknown }
    expect(sample).toEqual({
      at: expect.any(String),
      cpu: { processPercent: FIGURE, machinePercent: FIGURE },
      memory: {
        residentBytes: FIGURE,
        heapUsedBytes: FIGURE,
        machineFreeBytes: FIGURE,
        machineTotalBytes: FIGURE,
      },
      eventLoopDelay: sample.eventLoopDelay === null ? null : { mean: FIGURE, max: FIGURE },
    })
    expect(new Date(sample.at).getTime()).toBeGreaterThan(0)
    // The loop goes on to the proper end, or throws if there is none.
    if (arrivals.length === 3) void streams.drain()
  }
  expect(arrivals).toHaveLength(3)
  const [first = 0, second = 0, third = 0] = arrivals
  expect(second - first).toBeGreaterThan(900)
  expect(third - second).toBeGreaterThan(900)
  expect(first).toBeLessThan(second - first)
  expect(errors).toEqual([])
})

test('GET /system ends when the client leaves', async () => {
  const { url, streams, errors } = await serveHandler(system)
  const leave = new AbortController()
  const answer = await fetch(`${url}/system`, { signal: leave.signal })
  await answer.body?.getReader().read()
  expect(streams.size).toBe(1)
  leave.abort()
  await vi.waitFor(() => expect(streams.size).toBe(0))
  expect(errors).toEqual([])
})

test('a busy event loop shows', async () => {
  const { port } = await serveHandler(system)
  const socket = await openSocket(port)
  socket.write('GET /system HTTP/1.0\r\n\r\n')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  await sampleFrom(lines)
  // A monitor that has just been reset has nothing yet to tell a delay from.
  await sleep(100)
  const until = performance.now() + 300
  while (performance.now() < until);
  const { cpu, eventLoopDelay } = await sampleFrom(lines)
  expect(eventLoopDelay.max).toBeGreaterThan(250)
  expect(cpu.processPercent).toBeGreaterThan(15)
})

interface Busyness {
  readonly cpu: { readonly processPercent: number }
  readonly eventLoopDelay: { readonly max: number }
}

/** The next line that is not one of the head. */
async function sampleFrom(lines: AsyncIterator<string, undefined>): Promise<Busyness> {
  for (;;) {
    const { value = expect.fail('There is no further line.') } = await lines.next()
    if (value.startsWith('{')) return JSON.parse(value) as Busyness
  }
}
