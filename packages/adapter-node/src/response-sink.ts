import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { nextTick } from 'node:process'
import type { ByteSink, Chunk, ResponseHead, SinkListener } from '@sluice/core'
import { frameSocket, headSocket, isFramed, isLent, lendFrame, writeFrame } from './chunk-frames.ts'
import { asHttp1, type NodeResponse } from './native.ts'
import { abortResponse, applyHead, onceFinished, pushThrough, writeHead } from './response.ts'

/**
 * Bytes that may wait in the socket before core is asked to hold back. Node asks for that from 16 KiB on,
 * which makes a client wait for the handler at every chunk (`tooling/bench`, bytes-64k).
 */
const HIGH_WATER_MARK = 256 * 1024

/**
 * A first chunk that is longer goes the usual way: what its head costs is the least part of it. Longer ones after it
 * wait for one another.
 */
const SMALL = 16 * 1024

/** Shared by all sinks that nobody waits for. */
const NOBODY: (() => void)[] = []

/** Writes straight to a Node response, through whatever middleware has put in front of it. */
export class ResponseSink implements ByteSink {
  readonly #res: NodeResponse
  #listener: SinkListener | undefined
  /** Until something is sent. */
  #head: ResponseHead | undefined
  #hasLength = false
  /** Something went through the response, and its head with it. */
  #begun = false
  /** The response, from then on, if its body may go in frames of our own. */
  #framed: ServerResponse | undefined
  #full = false
  /** The socket, while large chunks wait in it for one another. */
  #corked: Socket | undefined
  /** Whether they leave at the end of this turn. */
  #uncorks = false
  /** Who says that there is room again: the response, or a compressor that a middleware put in front of it. */
  #drainSource: object | undefined
  #waiting: (() => void)[] = NOBODY

  constructor(res: NodeResponse) {
    this.#res = res
  }

  listen(listener: SinkListener): void {
    this.#listener = listener
  }

  open(head: ResponseHead): void {
    // Something else, a timeout middleware say, has answered while the handler was thinking.
    if (this.#res.headersSent) this.#listener?.gone(new Error('The response was sent by something else.'))
    else this.#head = head
  }

  write(chunk: Chunk): boolean {
    this.#applyHead()
    if (!this.#begun) return this.#writeFirst(chunk)
    const socket = this.#frameSocket()
    return socket === undefined ? this.#writeThrough(chunk) : this.#writeFrame(socket, chunk)
  }

  frame(size: number): Uint8Array {
    return lendFrame(size)
  }

  flush(done: () => void): boolean {
    this.#uncork()
    this.#applyHead()
    if (!this.#begun) {
      asHttp1(this.#res).flushHeaders()
      this.#begin()
    }
    if (this.#full) {
      const again = (): void => {
        if (this.flush(done)) done()
      }
      this.#waiting = [...this.#waiting, again]
      return false
    }
    const compressor = this.#frameSocket() === undefined ? this.#listenForDrain() : undefined
    return pushThrough(this.#res, compressor, done)
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    onceFinished(this.#res, lastOnConnection, done)
    this.#applyHead()
    asHttp1(this.#res).end(last)
    this.#uncork()
  }

  abort(_reason: unknown, lastOnConnection: boolean): void {
    this.#uncork()
    abortResponse(this.#res, lastOnConnection, this.#hasLength)
  }

  release(): void {
    this.#waiting = NOBODY
  }

  /** Node sends the head with the first write, or when it is told to. */
  #applyHead(): void {
    const head = this.#head
    if (head === undefined) return
    this.#head = undefined
    if (!writeHead(this.#res, head)) applyHead(this.#res, head)
    this.#hasLength = head.headers.some(({ name }) => name === 'content-length')
  }

  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    if (isFramed(this.#res)) this.#framed = this.#res
  }

  /** Where frames of our own may go, if they may. */
  #frameSocket(): Socket | undefined {
    return this.#framed === undefined ? undefined : frameSocket(this.#framed, this.#corked !== undefined)
  }

  /**
   * The head and the first chunk, in one system call and without the tasks that `res.write` makes of each chunk
   * (`tooling/bench`: short-spread). A head that goes with its first chunk Node keeps as all the pieces that it was
   * put together from (idle-10k).
   */
  #writeFirst(chunk: Chunk): boolean {
    const socket = chunk.length > SMALL ? undefined : headSocket(this.#res)
    if (socket === undefined) {
      const room = this.#writeThrough(chunk)
      this.#begin()
      return room
    }
    socket.cork()
    // As `res.write` sends it: `flushHeaders` encodes what a framework has set beyond ASCII in another way.
    asHttp1(this.#res).write('', 'latin1')
    this.#begin()
    const room = this.#framed === undefined ? this.#writeThrough(chunk) : this.#writeFrame(socket, chunk)
    socket.uncork()
    return room
  }

  #writeFrame(socket: Socket, chunk: Chunk): boolean {
    if (chunk.length > SMALL && typeof chunk !== 'string' && !isLent(chunk)) this.#cork(socket)
    const room = writeFrame(socket, chunk)
    if (socket.writableLength < HIGH_WATER_MARK) return true
    this.#uncork()
    // It says `drain` only once it has said that it is full: a server can be given a higher mark than ours.
    if (room || socket.writableLength < HIGH_WATER_MARK) return true
    this.#full = true
    socket.once('drain', () => this.#onDrain())
    return false
  }

  /**
   * Lets large chunks wait for one another until there are enough for a system call, or the turn ends: several
   * in one call cost the kernel much less than one by one (`tooling/bench`, bytes-64k).
   */
  #cork(socket: Socket): void {
    if (this.#corked !== undefined) return
    socket.cork()
    this.#corked = socket
    if (this.#uncorks) return
    this.#uncorks = true
    nextTick(() => {
      this.#uncorks = false
      this.#uncork()
    })
  }

  #uncork(): void {
    const socket = this.#corked
    this.#corked = undefined
    socket?.uncork()
  }

  #writeThrough(chunk: Chunk): boolean {
    if (asHttp1(this.#res).write(chunk)) return true
    this.#full = true
    this.#listenForDrain()
    return false
  }

  /** To be called when the head is sent: only then is a compressor in place, and `on` returns it. */
  #listenForDrain(): object {
    this.#drainSource ??= this.#res.on('drain', () => this.#onDrain())
    return this.#drainSource
  }

  #onDrain(): void {
    this.#full = false
    const waiting = this.#waiting
    this.#waiting = NOBODY
    for (const done of waiting) done()
    this.#listener?.room()
  }
}
