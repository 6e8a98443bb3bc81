import type { SystemSample } from '../system-sample.ts'
import { SystemSampler } from '../system-sampler.ts'
import { LogAppender } from './log-appender.ts'

/** Bytes from which on a log is rotated, unless told otherwise: 1 MiB, some hours of a demo that nobody uses. */
const MAX_BYTES = 1024 * 1024

/** Milliseconds between two lines about the system, unless told otherwise. */
const EVERY = 1_000

/** A request that is over. */
export interface FinishedRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** `undefined` if it had none when the client left. */
  readonly status: number | undefined
  /** `completed`, `disconnected` or `failed`. */
  readonly outcome: string
  /** Milliseconds from the request to the end of its answer. */
  readonly duration: number
}

/** How a log is kept. */
export interface LogOptions {
  /** Size in bytes from which on the file is rotated, 1 MiB unless given. */
  readonly maxBytes?: number
  /** Milliseconds between two lines about the system, 1000 unless given. */
  readonly every?: number
  /** Told when lines could not be written; they are lost. */
  readonly onError: (error: unknown) => void
}

/** A log that is being written. */
export interface RunningLog {
  /** Writes a line about a request. */
  request(request: FinishedRequest): void
  /** Writes what is still to be written, and closes the file. Nothing is logged afterwards. */
  close(): Promise<void>
}

/** Keeps a log of what this process does: a line for each request it is told of, and one each second about the system. */
export function startLog(
  file: string,
  { maxBytes = MAX_BYTES, every = EVERY, onError }: LogOptions,
): RunningLog {
  const appender = new LogAppender(file, maxBytes, onError)
  const sampler = new SystemSampler()
  const append = (text: string): void => appender.append(`${new Date().toISOString()} ${text}`)
  append(`log started by process ${process.pid}`)
  const timer = setInterval(() => append(systemText(sampler.take())), every)
  // A log is no reason to keep a process running.
  timer.unref()
  let closed = false
  return {
    request: (request) => {
      if (!closed) append(requestText(request))
    },
    close: () => {
      closed = true
      clearInterval(timer)
      sampler.close()
      return appender.close()
    },
  }
}

function requestText({ method, target, status, outcome, duration }: FinishedRequest): string {
  return `request ${method} ${target} ${status ?? 'unanswered'} ${outcome} ${Math.round(duration)} ms`
}

function systemText({ cpu, memory, eventLoopDelay }: SystemSample): string {
  const figures = [`process ${cpu.processPercent} %`, `machine ${cpu.machinePercent} %`]
  figures.push(`resident ${Math.round(memory.residentBytes / 1024 ** 2)} MiB`)
  if (eventLoopDelay !== null) figures.push(`event loop up to ${eventLoopDelay.max} ms late`)
  return `system ${figures.join(', ')}`
}
