import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Chunk } from '@sluice/core'
import { isHttp2, type NodeResponse } from './native.ts'

const { prototype: own } = ServerResponse

/**
 * Whether the body of a response whose head is on the socket may go in frames of our own: it is chunked
 * (RFC 9112 section 7.1), and its class writes as Node does. That the head is there, rather than only
 * made by `writeHead`, is for the caller to know.
 */
export function isFramed(res: NodeResponse): res is ServerResponse {
  return !isHttp2(res) && res.headersSent && res.chunkedEncoding && res.write === own.write
}

/** The socket that the head of a response may be sent to by itself; `undefined` if the response has to do that. */
export function headSocket(res: NodeResponse): Socket | undefined {
  if (isHttp2(res) || res.write !== own.write) return undefined
  const socket = frameSocket(res)
  // Someone may have ended the connection behind this response; it does not get the head then.
  return socket?.writable === true ? socket : undefined
}

/**
 * The socket that the next frame of a framed response may be written to; `undefined` if the response has to
 * do that itself. `res.write` makes four socket writes and a task of each chunk; a frame is one
 * (`tooling/bench`: one-client, tokens-500, bytes-1k). It may be done where nothing can tell the
 * difference. It is asked for every frame and looks at no more than may have changed, and not along the
 * prototypes: those that Express gives a response make that slow (tokens-500).
 *
 * @param corked whether the caller has corked the socket itself
 */
export function frameSocket(res: ServerResponse, corked = false): Socket | undefined {
  // A response behind another one has no socket yet; a corked one corks it.
  const { socket } = res
  if (socket === null || socket.writableCorked > (corked ? 1 : 0)) return undefined
  // Somebody may have put a `write` of their own in front, or ended the response, which keeps its socket for a while.
  return Object.hasOwn(res, 'write') || res.writableEnded ? undefined : socket
}

/** Room in front of the bytes in a frame for their number in hexadecimal and a line break. */
const FRONT = 8
/** Chunks that are longer are not copied to stand between the ends of their frame. */
const FRAME_INSIDE = 64 * 1024
const FRAME_SIZE = frameSize(FRAME_INSIDE)
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
  lent = size < WORTH_A_FRAME ? Buffer.allocUnsafeSlow(frameSize(size)) : takeFrame()
  return lent.subarray(FRONT, FRONT + size)
}

/** Whether a chunk is the inside of the frame that was lent: it goes at once, or the frame is not used again. */
export function isLent(chunk: Uint8Array): boolean {
  return chunk.buffer === lent?.buffer
}

function takeFrame(): Buffer {
  const frame = spare ?? Buffer.allocUnsafeSlow(FRAME_SIZE)
  spare = undefined
  return frame
}

/** Writes a chunk as one frame. Returns what `socket.write` does. */
export function writeFrame(socket: Socket, chunk: Chunk): boolean {
  if (typeof chunk === 'string') return writeText(socket, chunk)
  if (lent !== undefined && isLent(chunk)) return writeLent(socket, lent, chunk.length)
  return writeParts(socket, chunk, chunk.length)
}

function writeText(socket: Socket, text: string): boolean {
  const length = Buffer.byteLength(text)
  if (length > FRAME_INSIDE) return writeParts(socket, text, length)
  // Text of one byte each is ASCII, which Latin-1 writes as it is.
  const encoding = length === text.length ? 'latin1' : 'utf8'
  // What the socket takes at once needs no memory of its own (`tooling/bench`, clients-200).
  if (length >= WORTH_A_FRAME && socket.writableLength === 0) {
    const frame = takeFrame()
    frame.write(text, FRONT, encoding)
    return writeLent(socket, frame, length)
  }
  return socket.write(`${sizeLine(length)}${text}\r\n`, encoding)
}

function writeParts(socket: Socket, chunk: Chunk, length: number): boolean {
  socket.cork()
  socket.write(sizeLine(length), 'latin1')
  socket.write(chunk)
  const room = socket.write('\r\n', 'latin1')
  socket.uncork()
  return room
}

function writeLent(socket: Socket, frame: Buffer, length: number): boolean {
  const size = sizeLine(length)
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

/** What stands in front of a chunk. */
function sizeLine(length: number): string {
  return `${length.toString(16)}\r\n`
}

function frameSize(size: number): number {
  return FRONT + size + 2
}
