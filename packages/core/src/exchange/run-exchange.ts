import { NotSupportedError } from '../contract/errors.ts'
import type { Exchange } from '../contract/exchange.ts'
import type { StreamHandler } from '../response/stream.ts'
import { ExchangeRun } from './exchange-run.ts'
import type { ServeOptions } from './serve-options.ts'

/**
 * Runs a handler on an exchange: what an adapter calls for each request. Resolves when the
 * exchange is over, whatever became of it; rejects only with `errors: 'framework'`, with the failure.
 *
 * @throws {NotSupportedError} (rejects) when `errors: 'framework'` is asked of an adapter without it
 */
export function runExchange(exchange: Exchange, handler: StreamHandler, options: ServeOptions = {}): Promise<void> {
  if (options.errors === 'framework' && !exchange.capabilities.has('frameworkErrors')) {
    return Promise.reject(
      new NotSupportedError("There is no framework here to leave errors to: leave out errors: 'framework'."),
    )
  }
  return new ExchangeRun(exchange, options).run(handler)
}
