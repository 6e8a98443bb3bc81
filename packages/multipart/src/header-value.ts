/** A header such as `form-data; name="a"`: its value in lower case, and its parameters by lower-case name. */
export interface HeaderValue {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
}

// Unquoted values may hold more than RFC 9110 lets them: Java's mail library sends `boundary=----=_Part_0_1.2`.
const PARAMETER = /;[ \t]*(?:([!#$%&'*+.^\w`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s";]*)))?[ \t]*/sy

const CONTROL_CHARACTER = /(?!\t)\p{Cc}/u

/**
 * Reads a header with parameters (RFC 9110 section 5.6.6), names of any script included.
 * Gives `undefined` when it is malformed or names a parameter twice, which two parsers would read differently.
 */
export function parseHeaderValue(text: string): HeaderValue | undefined {
  if (CONTROL_CHARACTER.test(text)) return undefined
  const [value = ''] = text.split(';', 1)
  const parameters = new Map<string, string>()
  let position = value.length
  while (position < text.length) {
    PARAMETER.lastIndex = position
    const match = PARAMETER.exec(text)
    if (match === null) return undefined
    const [whole, name, quoted, plain = ''] = match
    position += whole.length
    if (name === undefined) continue
    const key = name.toLowerCase()
    if (parameters.has(key)) return undefined
    parameters.set(key, quoted === undefined ? plain : unquote(quoted))
  }
  return { value: value.trim().toLowerCase(), parameters }
}

/** Browsers send the backslashes of a file's name as they are, so only `\"` and `\\` are taken as escapes. */
function unquote(text: string): string {
  return text.replace(/\\(["\\])/g, '$1')
}
