import { type FormLimits, type FormPart, MalformedFormError } from '@sluice/core'
import { parseMultipart } from '../src/index.ts'

export const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW'
export const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`
export const CLOSING = `--${BOUNDARY}--\r\n`

/** A part as it goes over the wire, boundary included. */
export function part(headers: string, content: string): string {
  return `--${BOUNDARY}\r\n${headers}\r\n\r\n${content}\r\n`
}

/** A field as it goes over the wire. */
export function field(name: string, content: string): string {
  return part(`Content-Disposition: form-data; name="${name}"`, content)
}

/** The start of a field, up to its content. */
export const OPEN_FIELD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name=a\r\n\r\n`

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export async function decode(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

/** A body that counts how often it was asked for more, and whether it was told to stop. */
export class CountedBody implements AsyncIterableIterator<Uint8Array> {
  pulls = 0
  returned = false
  readonly #chunks: Iterator<Uint8Array>

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.iterator]()
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    this.pulls++
    return this.#chunks.next()
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.returned = true
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

/** A body of these chunks. */
export function bodyOf(...chunks: (string | Uint8Array)[]): CountedBody {
  return new CountedBody(chunks.map((chunk) => (typeof chunk === 'string' ? encode(chunk) : chunk)))
}

/** A body that begins like this and then goes on like that for ever. */
export function endlessBody(start: string, chunk: string): CountedBody {
  function* chunks(): Generator<Uint8Array> {
    yield encode(start)
    for (const bytes = encode(chunk); ;) yield bytes
  }
  return new CountedBody(chunks())
}

/** Bytes cut into pieces of one size. */
export function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

export interface ReadPart {
  readonly name: string
  readonly filename: string | undefined
  readonly contentType: string
  readonly content: string
}

/** Reads a form to its end. */
export async function readForm(
  body: AsyncIterable<Uint8Array>,
  limits: FormLimits = {},
  formType = CONTENT_TYPE,
): Promise<ReadPart[]> {
  const parts: ReadPart[] = []
  for await (const item of parseMultipart(body, formType, limits)) {
    const { name, filename, contentType } = item
    parts.push({ name, filename, contentType, content: await decode(item) })
  }
  return parts
}

/** Goes through a form without reading its parts, noting their names. */
export async function readNames(
  body: AsyncIterable<Uint8Array>,
  limits: FormLimits = {},
  names: string[] = [],
): Promise<string[]> {
  for await (const { name } of parseMultipart(body, CONTENT_TYPE, limits)) names.push(name)
  return names
}

/** Steps through a form: each call gives the next part, and throws when there is none. */
export function partsOf(body: AsyncIterable<Uint8Array>, limits: FormLimits = {}): () => Promise<FormPart> {
  const parts: AsyncIterator<FormPart, unknown> = parseMultipart(body, CONTENT_TYPE, limits)[
    Symbol.asyncIterator
  ]()
  return async () => {
    const result = await parts.next()
    if (result.done === true) throw new Error('The form has no more parts.')
    return result.value
  }
}

/** The detail with which a form is refused; throws when it is not, or not with this status. */
export async function refusalOf(status: 400 | 413, reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => new Error('The form was accepted.'),
    (reason: unknown) => reason,
  )
  const title = status === 400 ? 'Bad Request' : 'Content Too Large'
  if (error instanceof MalformedFormError && error.status === status && error.title === title)
    return error.message
  throw new Error(`This is not a refusal with ${status}.`, { cause: error })
}
