const STREAMING =
  /^(?:text\/event-stream|application\/(?:jsonl|x-ndjson|json-seq)|multipart\/mixed)[\t ]*(?:;|$)/i

/** Whether a response of this content type is shown while it arrives. */
export function isStreaming(contentType: string | undefined): boolean {
  return STREAMING.test(contentType ?? '')
}

/** The text of a stream without end: what came last, so that the page stays quick. */
export class StreamText {
  readonly #limit: number
  #text = ''
  #cut = false

  /** @param limit most characters to keep */
  constructor(limit = 50_000) {
    this.#limit = limit
  }

  append(text: string): void {
    this.#text += text
    if (this.#text.length <= this.#limit) return
    // At a line, where there is one, so that no half a message stands first.
    const from = this.#text.length - this.#limit
    const line = this.#text.indexOf('\n', from)
    this.#text = this.#text.slice(line === -1 ? from : line + 1)
    this.#cut = true
  }

  toString(): string {
    return this.#cut ? `(earlier lines are not shown)\n${this.#text}` : this.#text
  }
}
