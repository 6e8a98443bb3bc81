import { createServer, type ServerResponse } from 'node:http'
import type { Chunk } from '../scripts/script.ts'
import type { BenchServer } from './bench-server.ts'
import { encodeTick, EVENT_STREAM_HEADERS } from './by-hand.ts'

const FULL = 16 * 1024

/** `node:http` by someone who has measured it: what one turn writes is collected, and written as one. */
export const nodeHttpBatched: BenchServer = {
  title: 'node:http by hand, batched',
  kind: 'baseline',
  packages: [],
  chunks: (script) =>
    createServer(async (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/octet-stream' })
      const batch = new BytesBatch(res)
      await script.push(
        (chunk) => batch.add(chunk),
        (listener) => void res.on('close', listener),
      )
      res.end(batch.rest())
    }),
  ticks: (script, { heartbeat }) =>
    createServer(async (_req, res) => {
      res.writeHead(200, EVENT_STREAM_HEADERS)
      if (heartbeat !== undefined) {
        const timer = setInterval(() => res.write(': \n\n'), heartbeat)
        res.on('close', () => clearInterval(timer))
      }
      const batch = new TextBatch(res)
      await script.push(
        (tick) => batch.add(encodeTick(tick)),
        (listener) => void res.on('close', listener),
      )
      res.end(batch.rest())
    }),
}

abstract class Batch<Piece> {
  readonly #res: ServerResponse
  #scheduled = false
  #draining: Promise<void> | undefined

  constructor(res: ServerResponse) {
    this.#res = res
  }

  protected abstract collect(piece: Piece): number
  protected abstract take(): Chunk | undefined

  add(piece: Piece): Promise<void> | undefined {
    if (this.collect(piece) >= FULL) this.#write()
    else if (!this.#scheduled) {
      this.#scheduled = true
      process.nextTick(() => {
        this.#scheduled = false
        this.#write()
      })
    }
    return this.#draining
  }

  rest(): Chunk | undefined {
    return this.take()
  }

  #write(): void {
    const chunk = this.take()
    if (chunk === undefined || this.#res.writableEnded || this.#res.write(chunk)) return
    this.#draining ??= new Promise((resolve) =>
      this.#res.once('drain', () => {
        this.#draining = undefined
        resolve()
      }),
    )
  }
}

class TextBatch extends Batch<string> {
  #text = ''

  protected override collect(piece: string): number {
    this.#text += piece
    return this.#text.length
  }

  protected override take(): string | undefined {
    const text = this.#text
    this.#text = ''
    return text === '' ? undefined : text
  }
}

class BytesBatch extends Batch<Chunk> {
  #pieces: Uint8Array[] = []
  #length = 0

  protected override collect(piece: Chunk): number {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    this.#pieces.push(bytes)
    this.#length += bytes.length
    return this.#length
  }

  protected override take(): Uint8Array | undefined {
    const [first, ...others] = this.#pieces
    const length = this.#length
    this.#pieces = []
    this.#length = 0
    return others.length === 0 ? first : Buffer.concat([first ?? Buffer.alloc(0), ...others], length)
  }
}
