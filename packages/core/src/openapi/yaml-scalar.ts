/**
 * Text that can stand as it is, whether as key or value, in the eyes of YAML 1.1 and 1.2: starts with a
 * letter, `/`, `_` or `$` (never a number, a date or an indicator), and holds no control character,
 * no line break of YAML 1.1 and no space of another kind.
 */
const PLAIN = /^[\p{L}/_$][\p{L}\p{N}\p{M}\p{P}\p{S} ]*$/u

/** What makes plain text a mapping, a comment, or ends in a space that nobody sees. */
const NOT_PLAIN = /:(?: |$)| #| $/

/** Words that a reader takes for something else than text; `y` and friends are booleans in YAML 1.1. */
const WORDS = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n'])

/** What JSON leaves as it is in a string, and a reader of YAML 1.1 or 1.2 may refuse, fold or drop. */
const NOT_QUOTABLE = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g

/** What a literal block can hold: printable text without tabs at line starts, LF as the only line break. */
const LITERAL = /^(?:[\p{L}\p{N}\p{M}\p{P}\p{S} ]*\n)+[\p{L}\p{N}\p{M}\p{P}\p{S} ]*$/u

/** Lines of spaces alone, a first line that begins with one, or several line breaks at the end: blocks lose or mistake them. */
const NOT_LITERAL = /^[ \n]|\n +(?:\n|$)|\n\n$/

/** A scalar on one line: plain where nobody can take it for anything else, a JSON string otherwise. */
export function yamlScalar(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return jsonNumber(JSON.stringify(value))
  if (PLAIN.test(value) && !NOT_PLAIN.test(value) && !WORDS.has(value.toLowerCase())) return value
  return JSON.stringify(value).replace(NOT_QUOTABLE, escape)
}

/** Text of several lines as a literal block, its header first, if it survives that. */
export function literalLines(text: string): string[] | undefined {
  if (!LITERAL.test(text) || NOT_LITERAL.test(text)) return undefined
  const lines = text.split('\n')
  // One line break at the end is what a block has by itself; without it, the header says so.
  const header = lines.at(-1) === '' ? '|' : '|-'
  if (header === '|') lines.pop()
  return [header, ...lines.map((line) => (line === '' ? line : `  ${line}`))]
}

/** `1e+21` is text to YAML 1.1, which wants a fraction in front of an exponent. */
function jsonNumber(json: string): string {
  return json.replace(/^(-?\d+)e/, '$1.0e')
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
