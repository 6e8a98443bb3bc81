import { InvalidArgumentError } from '../contract/errors.ts'

/** The longest a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1

/** How a stream of events or items is kept alive, bounded and ended. Durations are in milliseconds. */
export interface StreamingOptions {
  /**
   * How long a blocked write may wait for the client, counted from the last event that was not
   * blocked (clause F5); 30,000 by default, `false` for ever.
   */
  readonly writeTimeout?: number | false
  /**
   * Ends the stream properly after so long; clients that want to go on reconnect. Never by default.
   * Kernels hide a client that has frozen until their buffers are full: this finds it all the same.
   */
  readonly maxLifetime?: number
  /** What share of `maxLifetime`, at random, is taken off, so that not all clients come back at once; 0.1 by default. */
  readonly lifetimeJitter?: number
  /**
   * Ends the stream properly as soon as the server drains (clause S1). `false` by default: the
   * handler is told through `ctx.draining` and ends when it is done.
   */
  readonly endOnDrain?: boolean
  /** Most characters of JSON collected for a client that asks for `application/json`; 1,048,576 by default. */
  readonly collectLimit?: number
}

/** The options with their defaults. */
export interface Streaming {
  readonly writeTimeout: number | undefined
  readonly maxLifetime: number | undefined
  readonly lifetimeJitter: number
  readonly endOnDrain: boolean
  readonly collectLimit: number
}

/** @throws {InvalidArgumentError} when an option is not what it should be */
export function resolveStreaming(options: StreamingOptions): Streaming {
  const { maxLifetime, lifetimeJitter = 0.1, endOnDrain = false, collectLimit = 1_048_576 } = options
  if (maxLifetime !== undefined) checkDuration('maxLifetime', maxLifetime)
  if (!(typeof lifetimeJitter === 'number' && lifetimeJitter >= 0 && lifetimeJitter <= 1)) {
    throw new InvalidArgumentError(`lifetimeJitter is a share from 0 to 1, not ${String(lifetimeJitter)}.`)
  }
  if (!(typeof collectLimit === 'number' && collectLimit > 0)) {
    throw new InvalidArgumentError(`collectLimit is a number of characters, not ${String(collectLimit)}.`)
  }
  return {
    writeTimeout: durationOr('writeTimeout', options.writeTimeout, 30_000),
    maxLifetime,
    lifetimeJitter,
    endOnDrain,
    collectLimit,
  }
}

/** A duration that has a default and may be switched off by `false`. */
export function durationOr(
  name: string,
  value: number | false | undefined,
  usual: number,
): number | undefined {
  if (value === false) return undefined
  if (value !== undefined) checkDuration(name, value)
  return value ?? usual
}

/** @throws {InvalidArgumentError} when it is no duration that a timer can wait */
export function checkDuration(name: string, value: number): void {
  if (typeof value === 'number' && value > 0 && value <= LONGEST_MS) return
  throw new InvalidArgumentError(
    `${name} is a number of milliseconds from 1 to ${LONGEST_MS}, not ${String(value)}.`,
  )
}
