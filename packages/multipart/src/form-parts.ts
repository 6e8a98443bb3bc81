import { BodyAlreadyReadError, type FormPart } from '@sluice/core'
import { tooLarge } from './form-errors.ts'
import type { FormEvent } from './form-scanner.ts'
import type { PartHead } from './part-head.ts'

/**
 * Hands out the parts of one form, one after the other, and to each part its bytes.
 *
 * Reads take turns, so a part whose `text()` was not awaited is still read whole before the next part
 * is looked for: no text is ever cut short in silence.
 */
export class FormParts {
  readonly #events: AsyncIterator<FormEvent, void>
  readonly #maxFieldBytes: number
  #current: PartHead | undefined
  #lastTurn: Promise<unknown> = Promise.resolve()
  #failure: { readonly error: unknown } | undefined

  constructor(events: AsyncIterator<FormEvent, void>, maxFieldBytes: number) {
    this.#events = events
    this.#maxFieldBytes = maxFieldBytes
  }

  /** The next part, after skipping what was left unread of the one before; `undefined` after the last. */
  next(): Promise<FormPart | undefined> {
    return this.#inTurn(async () => {
      this.#current = undefined
      for (;;) {
        const event = await this.#nextEvent()
        if (event === undefined) return undefined
        if (event.kind !== 'head') continue
        this.#current = event.head
        return this.#part(event.head)
      }
    })
  }

  /** Ends reading: parts already handed out cannot be read any further. */
  async close(): Promise<void> {
    this.#current = undefined
    await this.#events.return?.()
  }

  #part(head: PartHead): FormPart {
    let claimed = false
    const claim = (): boolean => {
      const first = !claimed
      claimed = true
      return first
    }
    const nextBytes = (): Promise<Uint8Array | undefined> => this.#inTurn(() => this.#bytesOf(head))
    return {
      name: head.name,
      filename: head.filename,
      contentType: head.contentType,
      text: () =>
        claim() ? this.#inTurn(() => this.#textOf(head)) : Promise.reject(new BodyAlreadyReadError()),
      async *[Symbol.asyncIterator]() {
        if (!claim()) throw new BodyAlreadyReadError()
        for (let bytes = await nextBytes(); bytes !== undefined; bytes = await nextBytes()) yield bytes
      },
    }
  }

  async #textOf(head: PartHead): Promise<string> {
    const decoder = decoderFor(head.charset)
    let text = ''
    let size = 0
    for (let bytes = await this.#bytesOf(head); bytes !== undefined; bytes = await this.#bytesOf(head)) {
      size += bytes.length
      if (size > this.#maxFieldBytes) {
        throw tooLarge(`A field of the form is longer than the ${this.#maxFieldBytes} bytes allowed here.`)
      }
      text += decoder.decode(bytes, { stream: true })
    }
    return text + decoder.decode()
  }

  async #bytesOf(head: PartHead): Promise<Uint8Array | undefined> {
    if (head !== this.#current) throw new BodyAlreadyReadError()
    const event = await this.#nextEvent()
    if (event?.kind === 'content') return event.bytes
    this.#current = undefined
    return undefined
  }

  /** A failure is kept: a form that broke off while a part was read must not look complete to the loop. */
  async #nextEvent(): Promise<FormEvent | undefined> {
    if (this.#failure !== undefined) throw this.#failure.error
    try {
      const result = await this.#events.next()
      return result.done === true ? undefined : result.value
    } catch (error) {
      this.#failure = { error }
      throw error
    }
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#lastTurn.then(task)
    // Handled here, so that a failed `text()` nobody awaits does not end the process (clause E3).
    this.#lastTurn = result.catch(() => {})
    return result
  }
}

function decoderFor(charset: string | undefined) {
  try {
    return new TextDecoder(charset)
  } catch {
    // RFC 7578 leaves unknown charsets open; nearly every client means UTF-8.
    return new TextDecoder()
  }
}
