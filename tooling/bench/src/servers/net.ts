import { createServer, type Server, type Socket } from 'node:net'
import type { Chunk, Script } from '../scripts/script.ts'
import type { BenchServer } from './bench-server.ts'
import { encodeTick } from './by-hand.ts'

const BLOCK = 64 * 1024
const END = '0\r\n\r\n'

/**
 * The limit: sockets, and bytes that were made before the measurement began. No headers are read, none
 * of the promises of HTTP is kept; nothing that answers a request from Node can cost less.
 */
export const net: BenchServer = {
  title: 'net, preformatted',
  kind: 'limit',
  packages: [],
  prepare: async () => void (await preparation?.blocks()),
  chunks: (script) => serve(script, (chunk) => chunk, 'application/octet-stream'),
  ticks: (script, { heartbeat }) => serve(script, encodeTick, 'text/event-stream', heartbeat),
}

/** Of the one server in this process. */
let preparation: { blocks(): Promise<Uint8Array[]> | undefined } | undefined

function serve<Piece>(
  script: Script<Piece>,
  encode: (piece: Piece) => Chunk,
  type: string,
  heartbeat?: number,
): Server {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`
  const prepared = new Prepared(script, encode)
  preparation = prepared
  return createServer({ noDelay: true }, (socket) => {
    // A client that resets is no failure here.
    socket.on('error', () => {})
    socket.on('data', () => {
      socket.write(head)
      void answer(socket)
    })
  })

  async function answer(socket: Socket): Promise<void> {
    const blocks = await prepared.blocks()
    if (blocks !== undefined) {
      for (const block of blocks) if (!socket.write(block)) await drained(socket)
    } else {
      if (heartbeat !== undefined) {
        const timer = setInterval(() => socket.write(frame(': \n\n')), heartbeat)
        socket.on('close', () => clearInterval(timer))
      }
      await script.push(
        (piece) => (socket.write(frame(encode(piece))) ? undefined : drained(socket)),
        (listener) => void socket.on('close', listener),
      )
    }
    socket.write(END)
  }
}

/** The bytes of a script that waits for nothing, in large blocks, for as long as the script is the same. */
class Prepared<Piece> {
  readonly #script: Script<Piece>
  readonly #encode: (piece: Piece) => Chunk
  #madeFor: Script<Piece>['flatOut']
  #blocks: Promise<Uint8Array[]> | undefined

  constructor(script: Script<Piece>, encode: (piece: Piece) => Chunk) {
    this.#script = script
    this.#encode = encode
  }

  blocks(): Promise<Uint8Array[]> | undefined {
    const { flatOut } = this.#script
    if (flatOut !== this.#madeFor) {
      this.#madeFor = flatOut
      this.#blocks = flatOut === undefined ? undefined : this.#make(flatOut.count)
    }
    return this.#blocks
  }

  /** Repeated content is made once, and its blocks stand in the list over and over. */
  async #make(count: number): Promise<Uint8Array[]> {
    const { period = count } = this.#script
    const blocks: Uint8Array[] = []
    let frames: Uint8Array[] = []
    let length = 0
    let made = 0
    for await (const piece of this.#script.pull(() => {})) {
      const bytes = frame(this.#encode(piece))
      frames.push(bytes)
      length += bytes.length
      made += 1
      if (length >= BLOCK || made === period) {
        blocks.push(Buffer.concat(frames, length))
        frames = []
        length = 0
      }
      if (made === period) break
    }
    return Array.from({ length: Math.round(count / period) }, () => blocks).flat()
  }
}

function frame(chunk: Chunk): Uint8Array {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('drain', resolve))
}
