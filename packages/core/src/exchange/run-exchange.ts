import type { Exchange } from '../contract/exchange.ts'
import type { StreamHandler } from '../response/stream.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import { ExchangeRun } from './exchange-run.ts'
import type { ServeOptions } from './serve-options.ts'

/** Shared by all that nobody waits for. */
const NOBODY: ExchangeEnd = { over: () => {}, failed: () => {} }

/**
 * Runs a handler on an exchange: what an adapter calls for each request, with options that it has
 * checked once (`checkServeOptions`). Resolves when the exchange is over, whatever became of it;
 * rejects only with `errors: 'framework'`, with the failure.
 */
export function runExchange(
  exchange: Exchange,
  handler: StreamHandler,
  options: ServeOptions = {},
): Promise<void> {
  return new Promise((over, failed) => startExchange(exchange, handler, options, { over, failed }))
}

/**
 * As `runExchange`, for adapters that have something better to wait with than a promise, or nothing to
 * wait for: that would be kept as long as its stream (`tooling/bench`, idle-10k).
 */
export function startExchange(
  exchange: Exchange,
  handler: StreamHandler,
  options: ServeOptions,
  end: ExchangeEnd = NOBODY,
): void {
  new ExchangeRun(exchange, options, end).run(handler)
}
