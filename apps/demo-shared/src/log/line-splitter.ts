/** A line of a log. */
export interface LogLine {
  /** Its text, without the line break. */
  readonly line: string
  /** The byte offset in the file just after the line and its line break. */
  readonly offset: number
  /** Whether the line is longer than may be held, and this is only how it begins. */
  readonly cut: boolean
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Makes lines of bytes that arrive in pieces, cut anywhere: in a line, a character, a line break. */
export class LineSplitter {
  readonly #maxBytes: number
  #pieces: Uint8Array[] = []
  /** Bytes held in the pieces. */
  #held = 0
  /** Bytes of the line that has begun, the held ones and those that were too many. */
  #length = 0
  #offset: number

  /**
   * @param offset where in the file the first piece comes from
   * @param maxBytes bytes of a line that are kept; the rest is skipped, so that memory stays bounded
   */
  constructor(offset: number, maxBytes: number) {
    this.#offset = offset
    this.#maxBytes = maxBytes
  }

  /** The lines that end in this piece. Take them all before the next one. */
  *push(piece: Uint8Array): Generator<LogLine> {
    for (let start = 0; start < piece.length;) {
      const end = piece.indexOf(LINE_FEED, start)
      if (end === -1) {
        this.#keep(piece.subarray(start))
        return
      }
      this.#keep(piece.subarray(start, end))
      start = end + 1
      yield this.#takeLine(1)
    }
  }

  /** The line that has begun, as one that will never get its line break; nothing if there is none. */
  *end(): Generator<LogLine> {
    if (this.#length > 0) yield this.#takeLine(0)
  }

  #keep(bytes: Uint8Array): void {
    this.#length += bytes.length
    const kept = bytes.subarray(0, this.#maxBytes - this.#held)
    if (kept.length === 0) return
    this.#held += kept.length
    // Copied: whoever reads the file may read the next piece into the same memory.
    this.#pieces.push(kept.slice())
  }

  #takeLine(lineBreak: 0 | 1): LogLine {
    const bytes = Buffer.concat(this.#pieces)
    const cut = this.#length > this.#held
    const text = bytes.at(-1) === CARRIAGE_RETURN && !cut ? bytes.subarray(0, -1) : bytes
    // Of a line that was cut in the middle of a character, `stream` leaves out the half.
    const line = new TextDecoder('utf-8', { ignoreBOM: true }).decode(text, { stream: cut })
    this.#offset += this.#length + lineBreak
    this.#pieces = []
    this.#held = 0
    this.#length = 0
    return { line, offset: this.#offset, cut }
  }
}
