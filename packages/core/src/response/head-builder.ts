import { HeadersSentError, InvalidHeaderError } from '../contract/errors.ts'
import type { HeaderEntry, HeaderMode, ResponseHead } from '../contract/head.ts'
import type { HttpVersion } from '../contract/request.ts'
import type { StreamInit } from './stream.ts'

/** RFC 9110 section 5.6.2, `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
/**
 * RFC 9110 section 5.5, `field-value`, without obs-text: Node sends that as one byte or as two,
 * depending on what goes out with it.
 */
const FIELD_VALUE = /^[\t\x20-\x7e]*$/

const PADDED = /^[\t ]|[\t ]$/
const PADDING = /^[\t ]+|[\t ]+$/g

/** RFC 9113 section 8.2.2: these speak of one connection and must not be sent over HTTP/2 (clause H5). */
const CONNECTION_SPECIFIC: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'upgrade',
  'http2-settings',
])

/** Headers that describe a body; an error response, which has another body, goes out without them. */
const REPRESENTATION =
  /^(content-(?!security-policy).*|etag|last-modified|expires|cache-control|accept-ranges)$/

/** Responses that never have a body, whatever is written (clause H6). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

const NO_HEADERS: PendingHeader[] = []

/** In place of a head that was taken. */
const SENT: ResponseHead = { status: 200, headers: [], hasBody: false }

/** A header that may still change. */
interface PendingHeader extends HeaderEntry {
  mode: HeaderMode
  values: string[]
}

/** Status and headers while they may still change: checked when set, settled once (clauses H1, H2, H4). */
export class HeadBuilder {
  #status = 200
  #headers: PendingHeader[] = []
  #settled: ResponseHead | undefined

  get settled(): boolean {
    return this.#settled !== undefined
  }

  get status(): number {
    return this.#status
  }

  setStatus(status: number): void {
    if (this.settled) throw new HeadersSentError('the status')
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new InvalidHeaderError(`A response status is an integer from 200 to 599, not ${String(status)}.`)
    }
    this.#status = status
  }

  set(name: string, value: string | number | readonly string[]): void {
    if (!isHeaderValue(value)) {
      throw new InvalidHeaderError(
        `The value of header ${JSON.stringify(name)} is a string, a number or an array of strings, not ${String(value)}.`,
      )
    }
    const values = typeof value === 'object' ? [...value] : [String(value)]
    this.#put(this.#check(name, values), values.map(trim))
  }

  /** Takes over what a response says of its head. */
  apply({ status, headers, defaults }: StreamInit): void {
    if (status !== undefined) this.setStatus(status)
    // Without the pairs that `Object.entries` makes (`tooling/bench`, request: handler).
    for (const name in headers) if (Object.hasOwn(headers, name)) this.set(name, headers[name] as string)
    for (const name in defaults) {
      if (this.#find(name.toLowerCase()) === undefined) this.set(name, defaults[name] as string)
    }
  }

  append(name: string, value: string): void {
    const key = this.#check(name, [value])
    const header = this.#find(key)
    if (key === 'content-length') {
      if (header !== undefined) throw new InvalidHeaderError('content-length has one value.')
      this.set(name, value)
    } else if (header === undefined) this.#headers.push({ name: key, mode: 'append', values: [trim(value)] })
    else header.values.push(trim(value))
  }

  /** Forgets what described the body that will not be sent. What middleware set for any response stays. */
  clearRepresentation(): void {
    this.#headers = this.#headers.filter(({ name }) => !REPRESENTATION.test(name))
  }

  /** The declared length of the body in bytes, if there is one. */
  get declaredLength(): number | undefined {
    const value = this.#find('content-length')?.values[0]
    return value === undefined ? undefined : Number(value)
  }

  /** Settles the head. From now on setting anything throws. `empty`: the body is known to have no bytes. */
  settle(method: string, httpVersion: HttpVersion | undefined, empty: boolean): ResponseHead {
    const status = this.#status
    // Runtimes differ in how they end an empty body; with its length said, they do not.
    if (empty && status !== 304 && this.declaredLength === undefined) this.#put('content-length', ['0'])
    const hasBody = method !== 'HEAD' && !BODILESS.has(status)
    // RFC 9110 section 15.3.6: a reset has no content, and says so where a length can be said.
    if (status === 205) this.#put('content-length', ['0'])
    const keepsConnectionHeaders = httpVersion === '1.1' || httpVersion === '1.0'
    const headers = this.#headers.filter(
      ({ name }) => isSent(name, status) && (keepsConnectionHeaders || !CONNECTION_SPECIFIC.has(name)),
    )
    if (!BODILESS.has(status) && this.#find('content-type') === undefined) {
      headers.push({ name: 'content-type', mode: 'default', values: ['application/octet-stream'] })
    }
    this.#headers = headers
    this.#settled = { status, headers, hasBody }
    return this.#settled
  }

  /**
   * Takes the settled head, once: it is kept no longer than until it is sent. `length`: the bytes of a
   * body that is complete.
   */
  take(length: number | undefined): ResponseHead {
    const head = this.#settled
    if (head === undefined) throw new Error('The head is not settled.')
    if (length !== undefined && this.declaredLength === undefined) {
      this.#put('content-length', [String(length)])
    }
    this.#settled = SENT
    this.#headers = NO_HEADERS
    return head
  }

  #find(name: string): PendingHeader | undefined {
    for (const header of this.#headers) if (header.name === name) return header
    return undefined
  }

  /** Puts checked values in place of any that are there. */
  #put(name: string, values: string[]): void {
    const header = this.#find(name)
    if (header === undefined) this.#headers.push({ name, mode: 'set', values })
    else {
      header.mode = 'set'
      header.values = values
    }
  }

  /** Returns the name in lower case, or throws without having changed anything. */
  #check(name: string, values: readonly string[]): string {
    if (this.settled) throw new HeadersSentError(`the header ${JSON.stringify(name)}`)
    const lowerCase = checkedName(name)
    for (const value of values) {
      if (typeof value !== 'string' || !FIELD_VALUE.test(value)) {
        throw new InvalidHeaderError(
          `The value of header ${JSON.stringify(name)} holds a character that cannot be sent in a header (a line break, NUL, or one beyond ASCII): percent-encode it.`,
        )
      }
      if (lowerCase === 'content-length' && !/^\d{1,15}$/.test(trim(value))) {
        throw new InvalidHeaderError(`content-length is a number of bytes, not ${JSON.stringify(value)}.`)
      }
    }
    if (lowerCase === 'content-length' && values.length !== 1) {
      throw new InvalidHeaderError('content-length has one value.')
    }
    return lowerCase
  }
}

/** Names that were found good, in lower case: applications set the same few again and again. */
const goodNames = new Map<string, string>()
const MOST_GOOD_NAMES = 256

function checkedName(name: string): string {
  const known = goodNames.get(name)
  if (known !== undefined) return known
  if (typeof name !== 'string' || !TOKEN.test(name)) {
    throw new InvalidHeaderError(`${JSON.stringify(name)} is not a header name: use letters, digits and "-".`)
  }
  const lowerCase = name.toLowerCase()
  if (goodNames.size < MOST_GOOD_NAMES) goodNames.set(name, lowerCase)
  return lowerCase
}

/**
 * How a body is delimited is the runtime's to say (RFC 9110 section 8.6 for 204), and what is not sent has
 * no type; some frameworks drop it by themselves, others do not.
 */
function isSent(name: string, status: number): boolean {
  if (name === 'transfer-encoding') return false
  if (name === 'content-length') return status !== 204
  return name !== 'content-type' || !BODILESS.has(status)
}

/** What the types ask for; without them, `undefined` would be sent as a word. */
function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
}

/** Fetch trims field values and Node sends them as they are: trimmed here, they are the same everywhere. */
function trim(value: string): string {
  return PADDED.test(value) ? value.replace(PADDING, '') : value
}
