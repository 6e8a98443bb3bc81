import { literalLines, yamlScalar } from './yaml-scalar.ts'

/** An implicit key ends within 1,024 characters (YAML 1.2.2, section 7.4); a longer one needs its `?`. */
const LONGEST_IMPLICIT_KEY = 1_000

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Writes JSON data as YAML 1.2 (https://yaml.org/spec/1.2.2) in block style, two spaces a level and a
 * line feed at the end. What reads it gets what `JSON.parse(JSON.stringify(value))` would give, with
 * YAML 1.1 too. The same value gives the same text; keys keep their order.
 *
 * @throws {TypeError} for what `JSON.stringify` throws for, and for a value that is nothing in JSON
 */
export function toYaml(value: unknown): string {
  const json: unknown = JSON.stringify(value)
  if (typeof json !== 'string') throw new TypeError('toYaml takes what JSON can hold, not undefined.')
  return `${blockLines(JSON.parse(json) as Json).join('\n')}\n`
}

/** The lines of a value, as they stand at the left edge; a scalar or empty collection has its own first. */
function blockLines(value: Json): string[] {
  if (isCollection(value)) {
    return Array.isArray(value) ? value.flatMap(itemLines) : Object.entries(value).flatMap(memberLines)
  }
  if (typeof value === 'string') return literalLines(value) ?? [yamlScalar(value)]
  if (typeof value === 'object' && value !== null) return [Array.isArray(value) ? '[]' : '{}']
  return [yamlScalar(value)]
}

function itemLines(item: Json): string[] {
  const [first, ...rest] = blockLines(item)
  return [`- ${first}`, ...(isCollection(item) ? rest.map(indent) : rest)]
}

function memberLines([key, value]: [string, Json]): string[] {
  const scalar = yamlScalar(key)
  const opening = scalar.length > LONGEST_IMPLICIT_KEY ? [`? ${scalar}`, ':'] : [`${scalar}:`]
  const lines = blockLines(value)
  if (isCollection(value)) return [...opening, ...lines.map(indent)]
  const [first, ...rest] = lines
  return [...opening.slice(0, -1), `${opening.at(-1)} ${first}`, ...rest]
}

/** Whether a value takes a block of its own; empty ones have no block style. */
function isCollection(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** An empty line of a literal block stays empty, so that no line ends in spaces that mean nothing. */
function indent(line: string): string {
  return line === '' ? line : `  ${line}`
}
