import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'

/** A request of `node:http`, or of `node:http2` through its compatibility API. */
export type NodeRequest = IncomingMessage | Http2ServerRequest

/** A response of `node:http`, or of `node:http2` through its compatibility API. */
export type NodeResponse = ServerResponse | Http2ServerResponse

/** Tells an HTTP/2 response from an HTTP/1 one. */
export function isHttp2(res: NodeResponse): res is Http2ServerResponse {
  return 'stream' in res
}

/**
 * The compatibility API of `node:http2` answers to the same calls as `node:http`; its types lack
 * some of them, and a union of both cannot be called.
 */
export function asHttp1(res: NodeResponse): ServerResponse {
  return res as ServerResponse
}
