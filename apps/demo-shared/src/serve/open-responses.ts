import type { Server, ServerResponse } from 'node:http'

/** The responses that a server is sending, so that one can be cut off as a network that fails would do it. */
export class OpenResponses {
  readonly #targets = new Map<ServerResponse, string>()

  /** Notes each response of a server from now on. */
  watch(server: Server): void {
    server.on('request', ({ url = '' }, response) => {
      this.#targets.set(response, url)
      response.once('close', () => this.#targets.delete(response))
    })
  }

  /**
   * Resets the connections of the responses to a target. Nobody is told before: not the stream, not the client.
   * @returns how many there were
   */
  drop(target: string): number {
    const responses = [...this.#targets].filter(([, asked]) => asked === target)
    for (const [response] of responses) response.socket?.resetAndDestroy()
    return responses.length
  }
}
