import { once } from 'node:events'
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createSecureServer, createServer as createHttp2Server } from 'node:http2'
import type { Http2SecureServer, Http2Server, Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

import type { ConformanceMount, RunningServer } from './mount.ts'
import { usesTls } from './protocol.ts'

/** A listener of `node:http2`, whose compatibility API is that of `node:http`. */
type Http2Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void

/** A server of the protocol that the mount asks for. */
export type ConformanceServer = HttpServer | HttpsServer | Http2Server | Http2SecureServer

/**
 * Serves a Node request listener in the mount's protocol, on a free port of 127.0.0.1. `prepare` gets
 * the server before it listens.
 */
export async function listen(
  mount: ConformanceMount,
  listener: RequestListener,
  prepare: (server: ConformanceServer) => void = () => {},
): Promise<RunningServer> {
  const server = createFor(mount, listener)
  prepare(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${usesTls(mount.protocol) ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
      }),
  }
}

function createFor({ protocol, tls }: ConformanceMount, listener: RequestListener): ConformanceServer {
  switch (protocol) {
    case 'http1':
      return createServer(listener)
    case 'https1':
      return createHttpsServer({ ...tls }, listener)
    case 'h2c':
      return createHttp2Server(listener as unknown as Http2Listener)
    case 'h2':
      return createSecureServer({ ...tls }, listener as unknown as Http2Listener)
  }
}
