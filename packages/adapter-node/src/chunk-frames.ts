import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Chunk } from '@sluice/core'
import { isHttp2, type NodeResponse } from './native.ts'

/** Text longer than this is not copied to stand between the ends of its frame. */
const LONG_TEXT = 64 * 1024

const { prototype: own } = ServerResponse

/**
 * The socket that frames of a chunked body (RFC 9112 section 7.1) may be written to; `undefined` if the
 * response has to do that itself. `res.write` makes four socket writes and a task of each chunk; a frame
 * is one (`tooling/bench`: one-client, tokens-500, bytes-1k). It may be done where nothing can tell the
 * difference: HTTP/1.1, head sent, chunked, and nobody has put a `write` of their own in front. That
 * the head is on the socket, rather than only made by `writeHead`, is for the caller to know.
 */
export function frameSocket(res: NodeResponse): Socket | undefined {
  if (isHttp2(res) || !res.chunkedEncoding || res.write !== own.write) return undefined
  // A corked response holds chunks back; one that somebody has ended keeps its socket for a while.
  if (!res.headersSent || res.writableCorked > 0 || res.writableEnded) return undefined
  // A response behind another one has none yet.
  return res.socket ?? undefined
}

/** Room in front of the bytes in a frame for their number in hexadecimal and a line break. */
const FRONT = 8
const FRAME_SIZE = frameSize(64 * 1024)
/** Less than this gets a frame of its own size: in a whole one, bytes that wait would take a multiple of their room. */
const WORTH_A_FRAME = 16 * 1024

/** A frame that nobody uses, and the one that was lent last. */
let spare: Buffer | undefined
let lent: Buffer | undefined

/**
 * The inside of a frame, to be filled and given to `writeFrame` at once: that takes half the time that
 * merging chunks in an array of their own and framing that takes (`tooling/bench`, bytes-1k). All
 * responses use the same frame, as long as their sockets take it at once.
 */
export function lendFrame(size: number): Uint8Array {
  if (size < WORTH_A_FRAME) lent = Buffer.allocUnsafeSlow(frameSize(size))
  else {
    lent = spare ?? Buffer.allocUnsafeSlow(FRAME_SIZE)
    spare = undefined
  }
  return lent.subarray(FRONT, FRONT + size)
}

/** Writes a chunk as one frame. Returns what `socket.write` does. */
export function writeFrame(socket: Socket, chunk: Chunk): boolean {
  if (typeof chunk !== 'string' && chunk.buffer === lent?.buffer) return writeLent(socket, lent, chunk.length)
  const length = Buffer.byteLength(chunk)
  const size = `${length.toString(16)}\r\n`
  if (typeof chunk === 'string' && length <= LONG_TEXT) {
    // Text of one byte each is ASCII, which Latin-1 writes as it is.
    return socket.write(`${size}${chunk}\r\n`, length === chunk.length ? 'latin1' : 'utf8')
  }
  socket.cork()
  socket.write(size, 'latin1')
  socket.write(chunk)
  const room = socket.write('\r\n', 'latin1')
  socket.uncork()
  return room
}

function writeLent(socket: Socket, frame: Buffer, length: number): boolean {
  const size = `${length.toString(16)}\r\n`
  const start = FRONT - size.length
  frame.write(size, start, 'latin1')
  frame.write('\r\n', FRONT + length, 'latin1')
  const room = socket.write(frame.subarray(start, FRONT + length + 2))
  lent = undefined
  // Not in the callback of the write: under someone who never waits that would run at the very end.
  if (socket.writableLength === 0 && frame.length === FRAME_SIZE && copies(socket)) spare = frame
  return room
}

/** A server can be given any Duplex for a connection, and that may pass on what it has said it has taken. */
function copies(socket: Socket): boolean {
  return socket instanceof Socket && socket.write === Socket.prototype.write
}

function frameSize(size: number): number {
  return FRONT + size + 2
}
