import { cpus, freemem, totalmem } from 'node:os'
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import type { SystemSample } from './system-sample.ts'

/**
 * Milliseconds between two looks at the event loop. Node counts them as part of the delay that it reports, and needs one
 * look after each reset to compare the next one with.
 */
const RESOLUTION = 10

const NANOSECONDS_PER_MS = 1e6

interface CpuTimes {
  readonly busy: number
  readonly total: number
}

/** Measures from one sample to the next. Holds a timer until it is closed. */
export class SystemSampler {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION })
  #time = process.hrtime.bigint()
  #usage: NodeJS.CpuUsage = process.cpuUsage()
  #machine: CpuTimes = machineTimes()

  constructor() {
    this.#delay.enable()
  }

  /** What has been measured since the last sample, or since the sampler was made. */
  take(): SystemSample {
    return {
      at: new Date().toISOString(),
      cpu: { processPercent: this.#processPercent(), machinePercent: this.#machinePercent() },
      memory: {
        residentBytes: process.memoryUsage.rss(),
        heapUsedBytes: process.memoryUsage().heapUsed,
        machineFreeBytes: freemem(),
        machineTotalBytes: totalmem(),
      },
      eventLoopDelay: this.#eventLoopDelay(),
    }
  }

  close(): void {
    this.#delay.disable()
  }

  #processPercent(): number {
    const { user, system } = process.cpuUsage(this.#usage)
    const time = process.hrtime.bigint()
    const microseconds = Number(time - this.#time) / 1e3
    this.#usage = process.cpuUsage()
    this.#time = time
    return percent(user + system, microseconds)
  }

  #machinePercent(): number {
    const before = this.#machine
    this.#machine = machineTimes()
    return percent(this.#machine.busy - before.busy, this.#machine.total - before.total)
  }

  #eventLoopDelay(): SystemSample['eventLoopDelay'] {
    const { mean, max, count } = this.#delay
    this.#delay.reset()
    return count === 0 ? null : { mean: delayOf(mean), max: delayOf(max) }
  }
}

function machineTimes(): CpuTimes {
  let busy = 0
  let idle = 0
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq
    idle += times.idle
  }
  return { busy, total: busy + idle }
}

function percent(part: number, whole: number): number {
  // Over less than a tick of the system's clock there is nothing to divide by.
  return whole > 0 ? round((part / whole) * 100) : 0
}

function delayOf(nanoseconds: number): number {
  return round(Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
