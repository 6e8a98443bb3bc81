import { malformed } from './form-errors.ts'
import { parseHeaderValue } from './header-value.ts'

/** What the headers of a part say of it (RFC 7578 section 4). */
export interface PartHead {
  readonly name: string
  readonly filename: string | undefined
  /** Media type in lower case, without its parameters. */
  readonly contentType: string
  readonly charset: string | undefined
}

/** The headers of a part by lower-case name; a repeated one is an array. */
export type PartHeaders = Readonly<Record<string, string | readonly string[]>>

const MEDIA_TYPE = /^[!#$%&'*+.^\w`|~-]+\/[!#$%&'*+.^\w`|~-]+$/

/**
 * Reads the headers of a part.
 * @throws {MalformedFormError} 400 without a well-formed `content-disposition: form-data` that has a name
 */
export function readPartHead(headers: PartHeaders): PartHead {
  const disposition = parseHeaderValue(onlyOne(headers, 'content-disposition') ?? '')
  const name = disposition?.parameters.get('name')
  if (disposition?.value !== 'form-data' || name === undefined) {
    throw malformed('A part of the form has no valid "content-disposition: form-data" header with a name.')
  }
  const type = onlyOne(headers, 'content-type') ?? ''
  return {
    name: restoreQuotes(name),
    filename: readFilename(disposition.parameters),
    contentType: readMediaType(type),
    charset: parseHeaderValue(type)?.parameters.get('charset'),
  }
}

function onlyOne(headers: PartHeaders, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined || typeof value === 'string') return value
  throw malformed(`A part of the form has more than one "${name}" header.`)
}

function readMediaType(header: string): string {
  const [type = ''] = header
    .trim()
    .toLowerCase()
    .split(/[ \t]*;/, 1)
  if (type === '') return 'text/plain'
  return MEDIA_TYPE.test(type) ? type : 'application/octet-stream'
}

/** Forms must not use `filename*` (RFC 7578 section 4.2), but some clients send nothing else. */
function readFilename(parameters: ReadonlyMap<string, string>): string | undefined {
  const filename = parameters.get('filename')
  if (filename !== undefined) return restoreQuotes(filename)
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(parameters.get('filename*') ?? '')?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw malformed('A part of the form has a "filename*" that is not percent-encoded UTF-8.')
  }
}

/**
 * Browsers write a quote as `%22` (WHATWG HTML, "multipart form data"). They also write line breaks
 * as `%0D%0A`; those stay, so that no name ever holds a line break.
 */
function restoreQuotes(name: string): string {
  return name.replaceAll('%22', '"')
}
