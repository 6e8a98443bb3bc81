import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

import type { Endpoint } from './connection.ts'

/** A socket to the server under test. */
export interface OpenSocket {
  /** What requests are written to and responses read from. */
  readonly socket: Socket
  /** The TCP connection itself; the same as `socket` unless TLS is in between. */
  readonly tcp: Socket
}

/**
 * Opens a socket to the server under test. Certificates are not verified: they were made for this
 * run. Half-open sockets are allowed, so that a half-close leaves the other direction alone.
 */
export async function openSocket({ host, port, tls }: Endpoint, alpn: string): Promise<OpenSocket> {
  const tcp = connect({ host, port, allowHalfOpen: true, noDelay: true })
  await once(tcp, 'connect')
  if (!tls) return { socket: tcp, tcp }
  tcp.on('error', () => undefined)
  const socket = connectTls({
    socket: tcp,
    servername: 'localhost',
    ALPNProtocols: [alpn],
    rejectUnauthorized: false,
  })
  await once(socket, 'secureConnect')
  return { socket, tcp }
}
