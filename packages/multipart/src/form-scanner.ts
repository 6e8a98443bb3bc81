import { type FailureReason, make as makeHeadersParser } from 'multipasta/HeadersParser'
import { DelimiterSearch } from './delimiter-search.ts'
import { malformed, tooLarge } from './form-errors.ts'
import { type PartHead, readPartHead } from './part-head.ts'

/** What happens in a form, in order: a part begins, bytes of it arrive, it ends. */
export type FormEvent =
  | { readonly kind: 'head'; readonly head: PartHead }
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }

/** Bounds that hold while scanning. */
export interface ScanLimits {
  readonly maxParts: number
  readonly maxPartBytes: number
}

/** Bytes before the first boundary and after the last, which mean nothing and which browsers do not send. */
const MAX_BYTES_OUTSIDE_PARTS = 64 * 1024

const NOTHING = new Uint8Array(0)

/**
 * Turns the bytes of a form into events, as lazily as they are asked for, with the same outcome however
 * the bytes are cut. Strict, as the WHATWG parser is: after a boundary only CRLF or `--` may follow.
 */
export class FormScanner {
  readonly #delimiters: DelimiterSearch
  readonly #limits: ScanLimits
  /** Bounded by the library: 100 headers and 16 KiB a part. */
  readonly #parseHeaders = makeHeadersParser()
  #state: 'preamble' | 'boundary' | 'head' | 'content' | 'epilogue' = 'preamble'
  #boundarySuffix = ''
  #parts = 0
  #partBytes = 0
  #bytesOutsideParts = 0

  constructor(boundary: string, limits: ScanLimits) {
    this.#delimiters = new DelimiterSearch(boundary)
    this.#limits = limits
  }

  /**
   * The events of the next bytes of the form; it must be iterated to its end.
   * @throws {MalformedFormError} 400 or 413; nothing can be scanned afterwards
   */
  *scan(bytes: Uint8Array): Generator<FormEvent, void> {
    let rest = bytes
    while (rest.length > 0) {
      switch (this.#state) {
        case 'preamble':
          rest = this.#skipPreamble(rest)
          break
        case 'boundary':
          rest = this.#readBoundarySuffix(rest)
          break
        case 'head':
          rest = yield* this.#readHead(rest)
          break
        case 'content':
          rest = yield* this.#readContent(rest)
          break
        case 'epilogue':
          this.#ignore(rest)
          return
      }
    }
  }

  /**
   * Says that the form's bytes have ended.
   * @throws {MalformedFormError} 400 when the closing boundary has not been seen
   */
  end(): void {
    if (this.#state !== 'epilogue') throw malformed('The form ends before its closing boundary.')
  }

  #skipPreamble(bytes: Uint8Array): Uint8Array {
    const { before, after } = this.#delimiters.cut(bytes)
    for (const ignored of before) this.#ignore(ignored)
    if (after === undefined) return NOTHING
    this.#state = 'boundary'
    return after
  }

  #readBoundarySuffix(bytes: Uint8Array): Uint8Array {
    const wanted = 2 - this.#boundarySuffix.length
    this.#boundarySuffix += String.fromCharCode(...bytes.subarray(0, wanted))
    if (this.#boundarySuffix.length === 2) {
      if (this.#boundarySuffix === '--') this.#state = 'epilogue'
      else if (this.#boundarySuffix === '\r\n') this.#beginPart()
      else throw malformed('A boundary of the form is followed by neither a line break nor "--".')
      this.#boundarySuffix = ''
    }
    return bytes.subarray(wanted)
  }

  #beginPart(): void {
    const { maxParts } = this.#limits
    if (++this.#parts > maxParts) throw tooLarge(`The form has more than the ${maxParts} parts allowed here.`)
    this.#partBytes = 0
    this.#state = 'head'
  }

  *#readHead(bytes: Uint8Array): Generator<FormEvent, Uint8Array> {
    const result = this.#parseHeaders(bytes, 0)
    if ('reason' in result) throw badHeaders(result.reason)
    if (!('endPosition' in result)) return NOTHING
    this.#state = 'content'
    yield { kind: 'head', head: readPartHead(result.headers) }
    return bytes.subarray(result.endPosition)
  }

  *#readContent(bytes: Uint8Array): Generator<FormEvent, Uint8Array> {
    const { before, after } = this.#delimiters.cut(bytes)
    for (const content of before) {
      this.#partBytes += content.length
      const { maxPartBytes } = this.#limits
      if (this.#partBytes > maxPartBytes) {
        throw tooLarge(`A part of the form is longer than the ${maxPartBytes} bytes allowed here.`)
      }
      yield { kind: 'content', bytes: content }
    }
    if (after === undefined) return NOTHING
    this.#state = 'boundary'
    yield { kind: 'end' }
    return after
  }

  #ignore(bytes: Uint8Array): void {
    this.#bytesOutsideParts += bytes.length
    if (this.#bytesOutsideParts > MAX_BYTES_OUTSIDE_PARTS) {
      throw malformed(
        `The form has more than ${MAX_BYTES_OUTSIDE_PARTS} bytes outside its parts: check its boundary.`,
      )
    }
  }
}

function badHeaders(reason: FailureReason): Error {
  return reason === 'HeaderTooLarge' || reason === 'TooManyHeaders'
    ? tooLarge('A part of the form has more than 100 headers or 16 KiB of them.')
    : malformed('A part of the form has headers that are not valid.')
}
