import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Chunk } from '@sluice/core'
import { isHttp2, type NodeResponse } from './native.ts'

/** Text longer than this is not copied to stand between the ends of its frame. */
const LONG_TEXT = 64 * 1024

const { prototype: own } = ServerResponse

/**
 * Whether the body of a response whose head is on the socket may go in frames of our own: it is chunked
 * (RFC 9112 section 7.1), and its class writes as Node does. That the head is there, rather than only
 * made by `writeHead`, is for the caller to know.
 */
export function isFramed(res: NodeResponse): res is ServerResponse {
  return !isHttp2(res) && res.headersSent && res.chunkedEncoding && res.write === own.write
}

/**
 * The socket that the next frame of a framed response may be written to; `undefined` if the response has to
 * do that itself. `res.write` makes four socket writes and a task of each chunk; a frame is one
 * (`tooling/bench`: one-client, tokens-500, bytes-1k). It may be done where nothing can tell the
 * difference. It is asked for every frame and looks at no more than may have changed, and not along the
 * prototypes: those that Express gives a response make that slow (tokens-500).
 */
export function frameSocket(res: ServerResponse): Socket | undefined {
  // A response behind another one has no socket yet; a corked one corks it.
  const { socket } = res
  if (socket === null || socket.writableCorked > 0) return undefined
  // Somebody may have put a `write` of their own in front, or ended the response, which keeps its socket for a while.
  return Object.hasOwn(res, 'write') || res.writableEnded ? undefined : socket
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
