import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** Where Node tells of each request, before anyone has touched it. */
const REQUESTS = 'http.server.request.start'

/** What it tells. */
interface StartedRequest {
  readonly server: Server
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** The responses that a server is sending, so that one can be cut off as a network that fails would do it. */
export class OpenResponses {
  readonly #targets = new Map<ServerResponse, string>()

  /** How many there are. */
  get size(): number {
    return this.#targets.size
  }

  /** Notes each response of a server from now on, until that is closed. */
  watch(server: Server): void {
    // A listener for `request` would not do: where no framework listens, it would be the one that is to answer.
    const note = (message: unknown): void => {
      const started = message as StartedRequest
      if (started.server === server) this.#note(started)
    }
    subscribe(REQUESTS, note)
    server.once('close', () => unsubscribe(REQUESTS, note))
  }

  /**
   * Resets the connections of the responses to a target. Nobody is told before: not the stream, not the client.
   * @param target path and query, as they stood in the request line
   * @returns how many there were
   */
  drop(target: string): number {
    let dropped = 0
    for (const [{ socket }, asked] of this.#targets) {
      // One that waits for its turn on a connection has none yet.
      if (asked !== target || socket === null) continue
      socket.resetAndDestroy()
      dropped += 1
    }
    return dropped
  }

  #note({ request, response }: StartedRequest): void {
    this.#targets.set(response, request.url ?? '')
    response.once('close', () => this.#targets.delete(response))
  }
}
