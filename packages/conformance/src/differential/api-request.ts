import type { WireExchange } from '../client/wire-exchange.ts'
import type { Target } from '../target/target.ts'

/** A request for the suite's api, as data. */
export interface ApiRequest {
  readonly method: string
  /** Path and query below the prefix, as they go over the wire. */
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** In UTF-16 code units below 256, a byte each. */
  readonly body?: string
}

/** Sends a request for the api. */
export async function sendApiRequest(target: Target, request: ApiRequest): Promise<WireExchange> {
  const { method, path, headers, body } = request
  return target.request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(body, 'latin1') }),
  })
}
