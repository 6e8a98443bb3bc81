import { endOfTurn, type FetchPeer, nextTurn } from '@sluice/core/fetch'
import type { NodeBindings } from './node-bindings.ts'

/** NGHTTP2_INTERNAL_ERROR (RFC 9113 section 7). */
const HTTP2_INTERNAL_ERROR = 2

/** Shared by all that nobody listens to. */
const NOBODY: (() => void)[] = []

/** The client at the other end of a server on Node: what a `Response` cannot tell or do by itself. */
export class NodePeer implements FetchPeer {
  readonly #node: NodeBindings
  #closed: boolean
  #onClose: (() => void)[] = NOBODY

  constructor(node: NodeBindings) {
    this.#node = node
    this.#closed = node.outgoing.destroyed === true
    if (!this.#closed) node.outgoing.once('close', this.#close)
  }

  /** Calls `listener` when the server is done with the response, however that came. */
  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else if (this.#onClose === NOBODY) this.#onClose = [listener]
    else this.#onClose.push(listener)
  }

  /**
   * Lets the head wait for what is written in this turn: servers send the head of a stream by itself,
   * and the second system call costs as much as the first (`tooling/bench`, short-spread).
   */
  join(): void {
    const { incoming, outgoing } = this.#node
    const { socket } = incoming
    if (outgoing.stream !== undefined || socket.cork === undefined) return
    socket.cork()
    // The server gets the response through promises, which are for after the tasks at the end of the turn.
    queueMicrotask(() => endOfTurn(() => socket.uncork?.()))
  }

  /** Calls `done` when all that the server has taken is with the operating system; `true` if it is already. */
  handOver(done: () => void): boolean {
    const { outgoing } = this.#node
    if (this.#closed) return false
    if (!outgoing.headersSent) {
      // The server looks for a second chunk before it sends the head; it does so within a turn or two.
      nextTurn(() => {
        if (this.handOver(done)) done()
      })
      return false
    }
    if (outgoing.writableLength === 0) {
      if (outgoing.stream === undefined) return true
      // An HTTP/2 session puts what its streams have sent on the socket when the turn ends; a stream
      // that is reset before takes its head with it.
      nextTurn(done)
      return false
    }
    // An empty write sends nothing; its callback comes after those before it.
    outgoing.write('', 'utf8', done)
    return false
  }

  /** Calls `done` once the whole response is with the operating system. */
  onceFinished(lastOnConnection: boolean, done: () => void): void {
    const { incoming, outgoing } = this.#node
    // The response lets go of its connection before it says that it has finished.
    const { stream } = outgoing
    const session = stream?.session
    const { socket } = incoming
    outgoing.once('finish', () => {
      if (lastOnConnection) {
        if (stream === undefined) socket.destroySoon?.()
        else session?.close()
      }
      done()
    })
  }

  /** Cuts the response off so that the client can tell (clause E2). */
  cutOff(lastOnConnection: boolean): void {
    const { incoming, outgoing } = this.#node
    if (outgoing.stream !== undefined) {
      const { session } = outgoing.stream
      outgoing.stream.close(HTTP2_INTERNAL_ERROR)
      if (lastOnConnection) session?.close()
    }
    // An HTTP/1.0 client takes a plain close for the end of the body; TLS has an end of its own.
    else if (incoming.httpVersion === '1.0' && incoming.socket.encrypted !== true)
      incoming.socket.resetAndDestroy?.()
    else outgoing.destroy()
  }

  readonly #close = (): void => {
    this.#closed = true
    const listeners = this.#onClose
    this.#onClose = NOBODY
    for (const listener of listeners) listener()
  }
}
