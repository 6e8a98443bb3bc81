import type { WireHead } from '../response-events.ts'

/** A response head together with what it says about the body's framing. */
export interface ParsedHead extends WireHead {
  readonly chunked: boolean
  readonly contentLength: number | undefined
}

const statusLine = /^HTTP\/(1\.[01]) ([1-5]\d\d) ([\t\x20-\x7e\x80-\xff]*)$/
const fieldLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/

/** Parses a response head (RFC 9112 sections 4 to 6) without its final empty line. Throws on any other text. */
export function parseHead(text: string): ParsedHead {
  const [first = '', ...lines] = text.split('\r\n')
  const status = statusLine.exec(first)
  if (status === null) throw new Error(`not a status line: ${JSON.stringify(first)}`)
  const headers = lines.map(parseField)
  return {
    version: status[1] as string,
    status: Number(status[2]),
    headers,
    ...framing(headers),
  }
}

function parseField(line: string): readonly [string, string] {
  const field = fieldLine.exec(line)
  if (field === null) throw new Error(`not a header line: ${JSON.stringify(line)}`)
  return [(field[1] as string).toLowerCase(), (field[2] as string).trimEnd()]
}

function framing(headers: WireHead['headers']): { chunked: boolean; contentLength: number | undefined } {
  const codings = valuesOf(headers, 'transfer-encoding')
  const lengths = valuesOf(headers, 'content-length')
  if (codings.length > 1 || (codings[0] ?? 'chunked').toLowerCase() !== 'chunked') {
    throw new Error(`unexpected transfer-encoding: ${codings.join(' | ')}`)
  }
  if (lengths.length > 1) throw new Error(`content-length was sent ${lengths.length} times`)
  if (codings.length === 1 && lengths.length === 1)
    throw new Error('both transfer-encoding and content-length')
  const [length] = lengths
  if (length !== undefined && !/^\d+$/.test(length)) throw new Error(`not a content-length: ${length}`)
  return { chunked: codings.length === 1, contentLength: length === undefined ? undefined : Number(length) }
}

function valuesOf(headers: WireHead['headers'], name: string): string[] {
  return headers.filter(([key]) => key === name).map(([, value]) => value)
}
