import type { Context } from '../context/context.ts'
import type { Capability } from '../contract/capability.ts'
import { InvalidArgumentError, NotSupportedError } from '../contract/errors.ts'
import type { StreamRegistry } from '../lifecycle/stream-registry.ts'
import type { StreamObserver } from './observation.ts'

/** How to run a handler; every adapter takes these beside its own options. */
export interface ServeOptions {
  /**
   * Hears of every failure exactly once (clause E3). Clients that leave are no failure. By default
   * unexpected failures are written to the console.
   */
  readonly onError?: (error: unknown, ctx: Context) => void
  /** Most bytes of request body to accept, answered with 413 past it. Unlimited by default: bodies stream. */
  readonly bodyLimit?: number
  /** Most bytes that may wait for a slow client when the handler does not await (clause P5); 16 MiB by default. */
  readonly maxBufferedBytes?: number
  /** Hears of each stream: when it opens, commits its head and ends, with figures (clause O6). */
  readonly observer?: StreamObserver
  /** What is served, for the observer: the id of an operation. */
  readonly name?: string
  /** Where the stream counts as running, for `drain`; the process-wide registry by default. */
  readonly streams?: StreamRegistry
  /**
   * Who answers a failure before the head is sent: `problem` (the default) is ours, `framework`
   * leaves it to the framework's error handling (clause E4). Needs the capability `frameworkErrors`.
   */
  readonly errors?: 'problem' | 'framework'
}

/**
 * Checks what a user gave an adapter, when the handler is mounted rather than when a request comes.
 *
 * @throws {NotSupportedError} when `errors: 'framework'` is asked of an adapter that cannot
 * @throws {InvalidArgumentError} when a limit is not a number of bytes
 */
export function checkServeOptions(options: ServeOptions, capabilities: ReadonlySet<Capability>): void {
  if (options.onError !== undefined && typeof options.onError !== 'function') {
    throw new InvalidArgumentError('onError is a function: onError: (error, ctx) => …')
  }
  if (options.observer !== undefined && (typeof options.observer !== 'object' || options.observer === null)) {
    throw new InvalidArgumentError('observer is an object: observer: { end(stream, outcome) { … } }')
  }
  if (options.errors !== undefined && options.errors !== 'problem' && options.errors !== 'framework') {
    throw new InvalidArgumentError(`errors is 'problem' or 'framework', not ${String(options.errors)}.`)
  }
  if (options.errors === 'framework' && !capabilities.has('frameworkErrors')) {
    throw new NotSupportedError(
      "There is no framework here to leave errors to: leave out errors: 'framework'.",
    )
  }
  for (const name of ['bodyLimit', 'maxBufferedBytes'] as const) {
    const limit = options[name]
    if (limit === undefined || (typeof limit === 'number' && limit >= 0)) continue
    throw new InvalidArgumentError(`${name} is a number of bytes, 0 or more, not ${String(limit)}.`)
  }
}
