import type { Exchange } from '../contract/exchange.ts'
import type { StreamHandler } from '../response/stream.ts'
import { ExchangeRun } from './exchange-run.ts'
import type { ServeOptions } from './serve-options.ts'

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
  return new Promise((resolve, reject) => {
    new ExchangeRun(exchange, options, { resolve, reject }).run(handler)
  })
}
