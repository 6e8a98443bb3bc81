/** A piece of a form, cut at the first delimiter in it. */
export interface Cut {
  /** What certainly comes before the delimiter, in order. */
  readonly before: readonly Uint8Array[]
  /** What comes after the delimiter; `undefined` while none has been found. */
  readonly after: Uint8Array | undefined
}

const CR = 0x0d

/**
 * Finds the delimiter, CRLF `--` boundary (RFC 2046 section 5.1.1), in bytes that arrive cut anywhere.
 *
 * Only what may be the start of a delimiter is held back, so a slow upload reaches its reader byte by
 * byte. The one CR of a delimiter is its first byte, so a failed match is never tried again from its
 * middle: the search takes linear time, whatever the client sends.
 */
export class DelimiterSearch {
  readonly #delimiter: Uint8Array
  /** How much of the delimiter the bytes so far end in. Two at first: a form may begin with its boundary. */
  #matched = 2

  /** @param boundary printable ASCII */
  constructor(boundary: string) {
    this.#delimiter = new TextEncoder().encode(`\r\n--${boundary}`)
  }

  /** Takes the next bytes. What follows a delimiter is not searched: give it to `cut` again if it is content. */
  cut(bytes: Uint8Array): Cut {
    const before: Uint8Array[] = []
    let candidate = this.#matched > 0 ? 0 : bytes.indexOf(CR)
    while (candidate !== -1) {
      const held = this.#matched
      const end = this.#match(bytes, candidate)
      const found = this.#matched === this.#delimiter.length
      if (found || end === bytes.length) {
        if (candidate > 0) before.push(bytes.subarray(0, candidate))
        if (!found) return { before, after: undefined }
        this.#matched = 0
        return { before, after: bytes.subarray(end) }
      }
      // A copy, because whoever gets these bytes may change them.
      if (held > 0) before.push(this.#delimiter.slice(0, held))
      this.#matched = 0
      candidate = bytes.indexOf(CR, end)
    }
    if (bytes.length > 0) before.push(bytes)
    return { before, after: undefined }
  }

  /** Goes on matching the delimiter from `position`; gives where that ended. */
  #match(bytes: Uint8Array, position: number): number {
    let end = position
    while (
      end < bytes.length &&
      this.#matched < this.#delimiter.length &&
      bytes[end] === this.#delimiter[this.#matched]
    ) {
      end++
      this.#matched++
    }
    return end
  }
}
