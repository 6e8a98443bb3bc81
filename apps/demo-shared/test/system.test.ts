import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { system } from '../src/operations/system.ts'
import { readEvents, take } from './read-events.ts'
import { serveOperation } from './serve-operation.ts'

const FIGURE = expect.any(Number)

test('GET /system sends a sample at once, one more each second, and ends when the server stops', async () => {
  const { url, streams, errors } = await serveOperation(system)
  const started = performance.now()
  const arrivals: number[] = []
  for await (const { event, data } of readEvents(await fetch(`${url}/system`))) {
    arrivals.push(performance.now() - started)
    expect(event).toBe('sample')
    const sample = JSON.parse(data) as { readonly at: string; readonly eventLoopDelay: unknown }
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
  const { url, streams, errors } = await serveOperation(system)
  const leave = new AbortController()
  const answer = await fetch(`${url}/system`, { signal: leave.signal })
  await answer.body?.getReader().read()
  expect(streams.size).toBe(1)
  leave.abort()
  await vi.waitFor(() => expect(streams.size).toBe(0))
  expect(errors).toEqual([])
})

test('GET /system is not had as one array, because it has no end', async () => {
  const { url } = await serveOperation(system)
  expect((await fetch(`${url}/system`, { headers: { accept: 'application/json' } })).status).toBe(406)
})

test('a busy event loop shows', async () => {
  const { url } = await serveOperation(system)
  const events = readEvents(await fetch(`${url}/system`))
  await take(events, 1)
  // A monitor that has just been reset has nothing yet to tell a delay from.
  await sleep(100)
  // By the processor's clock: on a busy machine, time that passes is not time that is worked.
  const before = process.cpuUsage()
  while (process.cpuUsage(before).user < 300_000);
  const [event] = await take(events, 1)
  const { cpu, eventLoopDelay } = JSON.parse(event?.data ?? '') as Busyness
  expect(eventLoopDelay.max).toBeGreaterThan(250)
  expect(cpu.processPercent).toBeGreaterThan(15)
  await events.return()
})

interface Busyness {
  readonly cpu: { readonly processPercent: number }
  readonly eventLoopDelay: { readonly max: number }
}
