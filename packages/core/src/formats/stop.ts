import { stream, type StreamResponse } from '../response/stream.ts'

/**
 * The answer that tells an `EventSource` not to reconnect: 204 (WHATWG HTML, section 9.2.3). For
 * middleware and plain handlers; the handler of an event stream has `ctx.stop()`.
 */
export function stop(): StreamResponse {
  return stream(() => {}, { status: 204, settled: true, headers: { 'cache-control': 'no-store' } })
}
