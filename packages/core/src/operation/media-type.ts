/** A media type or a range of them, taken apart, all in lower case (RFC 9110 sections 8.3.1 and 12.5.1). */
export interface MediaType {
  readonly type: string
  readonly subtype: string
  /** Values by name, without quotes; of a repeated name the first. */
  readonly parameters: ReadonlyMap<string, string>
}

const NAME = /^([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)$/
const PARAMETER = /^([\w!#$%&'*+.^`|~-]+)=(?:([\w!#$%&'*+.^`|~-]+)|"((?:[^"\\]|\\.)*)")$/

/**
 * Takes a media type or range apart; `undefined` when it is none. Parameter values are compared
 * without case wherever they are compared here, so they too come in lower case.
 */
export function parseMediaType(text: string): MediaType | undefined {
  const [name = '', ...rest] = splitUnquoted(text.toLowerCase(), ';')
  const [, type, subtype] = NAME.exec(name.trim()) ?? []
  if (type === undefined || subtype === undefined) return undefined
  const parameters = new Map<string, string>()
  for (const parameter of rest) {
    // Empty ones are allowed (RFC 9110 section 5.6.6).
    if (parameter.trim() === '') continue
    const [, key, token, quoted = ''] = PARAMETER.exec(parameter.trim()) ?? []
    if (key === undefined) return undefined
    if (!parameters.has(key)) parameters.set(key, token ?? quoted.replaceAll(/\\(.)/g, '$1'))
  }
  return { type, subtype, parameters }
}

/** The parts of a header value between separators that are not in a quoted string. Takes linear time. */
export function* splitUnquoted(text: string, separator: ',' | ';'): Generator<string, void> {
  let start = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '\\' && quoted) at++
    else if (char === '"') quoted = !quoted
    else if (char === separator && !quoted) {
      yield text.slice(start, at)
      start = at + 1
    }
  }
  yield text.slice(start)
}

/** Whether it is a range: `*` is all of the type, or all of the subtype, or in neither. */
export function isMediaRange({ type, subtype }: MediaType): boolean {
  return type !== '*' || subtype === '*'
}

/**
 * How closely a range names a type: the more, the more specific it is, `undefined` if it does not
 * apply (RFC 9110 section 12.5.1). A range with parameters applies to types that have them all.
 */
export function specificity(range: MediaType, type: MediaType): number | undefined {
  if (range.type !== '*' && range.type !== type.type) return undefined
  if (range.subtype !== '*' && range.subtype !== type.subtype) return undefined
  for (const [name, value] of range.parameters) {
    if (type.parameters.get(name) !== value) return undefined
  }
  const named = Number(range.type !== '*') + Number(range.subtype !== '*')
  // No more parameters than the type has, so never enough to outweigh a name.
  return named * 1_000 + range.parameters.size
}

/** Whether a charset, in lower case, is UTF-8 by either of the names it goes by. */
export function isUtf8(charset: string | undefined): boolean {
  return charset === 'utf-8' || charset === 'utf8'
}
