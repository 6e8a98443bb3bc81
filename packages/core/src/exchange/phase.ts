/**
 * - `deciding`: the handler runs, nothing can be sent.
 * - `streaming`: its body runs.
 * - `ending`: the sink was told the end, the last bytes are on their way.
 * - `failing`: the last bytes before a failure, or the problem that answers it, are on their way.
 * - `over`: nothing is left of the exchange.
 */
export type Phase = 'deciding' | 'streaming' | 'ending' | 'failing' | 'over'
