import { setTimeout as sleep } from 'node:timers/promises'
import { eventStream, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import type { SystemSample } from '../system-sample.ts'
import { SystemSampler } from '../system-sampler.ts'
import { ENDLESS } from './endless.ts'

/** Milliseconds the first sample looks back: the shortest that gives real figures. */
const FIRST_WINDOW = 50
const WINDOW = 1_000

const percent = z.number().min(0)
const byteCount = z.int().min(0)
const milliseconds = z.number().min(0)

const systemSample: z.ZodType<SystemSample, SystemSample> = z
  .object({
    at: z.iso.datetime(),
    cpu: z.object({
      processPercent: percent.describe('Of this process, where 100 is one core all the time'),
      machinePercent: percent.describe('Of the machine, where 100 is all cores all the time'),
    }),
    memory: z.object({
      residentBytes: byteCount,
      heapUsedBytes: byteCount,
      machineFreeBytes: byteCount,
      machineTotalBytes: byteCount,
    }),
    eventLoopDelay: z
      .object({ mean: milliseconds, max: milliseconds })
      .nullable()
      .describe('Milliseconds that timers came late; null if the event loop was too busy to look'),
  })
  .meta({
    id: 'SystemSample',
    description: 'How busy the server is, since the sample before',
    examples: [
      {
        at: '2026-07-20T20:17:40.000Z',
        cpu: { processPercent: 1.5, machinePercent: 12.25 },
        memory: {
          residentBytes: 96_468_992,
          heapUsedBytes: 18_874_368,
          machineFreeBytes: 4_294_967_296,
          machineTotalBytes: 17_179_869_184,
        },
        eventLoopDelay: { mean: 0.12, max: 1.4 },
      } satisfies SystemSample,
    ],
  })

/** `GET /system`: a sample at once and one each second, until the client leaves or the server stops. */
export const system: Operation = operation({
  id: 'system',
  method: 'GET',
  path: '/system',
  tags: ['streams'],
  summary: 'Watch how busy the server is',
  response: eventStream({ sample: systemSample }, { ...ENDLESS, description: 'A sample each second.' }),
  async *handler({ signal }) {
    const sampler = new SystemSampler()
    try {
      for (let window = FIRST_WINDOW; ; window = WINDOW) {
        await sleep(window, undefined, { signal })
        yield { event: 'sample', data: sampler.take() }
      }
    } finally {
      sampler.close()
    }
  },
})
