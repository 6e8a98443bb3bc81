import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

const frameHeaderLength = 9
const frameTypes = { data: 0, headers: 1, resetStream: 3 } as const
const endStreamFlag = 1

/**
 * Passes a socket's bytes on unchanged while it reads the frame headers that the server sends
 * (RFC 9113 section 4.1), to know which streams were ended and which were reset.
 */
export class FrameTap extends Duplex {
  /** Streams that the server ended with END_STREAM. */
  readonly endedStreams: Set<number> = new Set<number>()
  /** Streams that the server ended with RST_STREAM. */
  readonly resetStreams: Set<number> = new Set<number>()
  readonly #socket: Socket
  #header: Buffer = Buffer.alloc(0)
  #skip = 0

  constructor(socket: Socket) {
    super()
    this.#socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.#scan(bytes)
      if (!this.push(bytes)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
    socket.pause()
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.writable) this.#socket.write(bytes, () => done())
    else done()
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }

  #scan(bytes: Buffer): void {
    let rest = bytes
    while (rest.length > 0) {
      const skipped = Math.min(this.#skip, rest.length)
      this.#skip -= skipped
      rest = rest.subarray(skipped)
      const wanted = frameHeaderLength - this.#header.length
      this.#header = Buffer.concat([this.#header, rest.subarray(0, wanted)])
      rest = rest.subarray(wanted)
      if (this.#header.length < frameHeaderLength) return
      this.#note(this.#header)
      this.#skip = this.#header.readUIntBE(0, 3)
      this.#header = Buffer.alloc(0)
    }
  }

  #note(header: Buffer): void {
    const type = header[3]
    const stream = header.readUInt32BE(5) & 0x7f_ff_ff_ff
    if (type === frameTypes.resetStream) this.resetStreams.add(stream)
    const mayEnd = type === frameTypes.data || type === frameTypes.headers
    if (mayEnd && ((header[4] ?? 0) & endStreamFlag) !== 0) this.endedStreams.add(stream)
  }
}
