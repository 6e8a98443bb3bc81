import type { ExchangeInternals } from '../exchange/exchange-context.ts'
import { expectHeard } from '../promise/unheard.ts'

/** Refuses something to send that cannot be sent; the stream goes on (clause F3). If nobody awaits it, `onError` hears of it. */
export function refuse(internals: ExchangeInternals, error: unknown): Promise<never> {
  return expectHeard(error, (unheard) => internals.report(unheard))
}
