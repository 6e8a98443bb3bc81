import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer, type Server as NetServer } from 'node:net'
import { listen } from 'demo-shared'

/** A machine, or a container, without IPv6. */
const NO_IPV6: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** A server that can be reached by the name of this machine. */
export interface Listening {
  /** `http://localhost:3000`, for example. */
  readonly url: string
  /** Takes no more connections. Settles when those there are have ended. */
  close(): Promise<void>
}

/**
 * Listens at both addresses that `localhost` means: a browser tries either first, and what it finds there must be us.
 * @param port 0 for any free one
 * @throws {FixableError} when the port cannot be had
 */
export async function listenOnLocalhost(server: Server, port: number): Promise<Listening> {
  const url = new URL(await listen(server, port))
  // A server listens at one address: the other one's connections are handed to it.
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    server.emit('connection', socket)
  })
  const servers: NetServer[] = [server]
  try {
    await listen(other, Number(url.port), '::1')
    servers.push(other)
  } catch (error) {
    if (!NO_IPV6.has(causeCode(error))) {
      server.close()
      throw error
    }
  }
  url.hostname = 'localhost'
  return {
    url: url.origin,
    close: async () => {
      await Promise.all(servers.map((each) => once(each.close(), 'close')))
    },
  }
}

function causeCode(error: unknown): unknown {
  return error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined
}
