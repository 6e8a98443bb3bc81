import { InvalidArgumentError } from '../contract/errors.ts'
import { wireForm } from './wire-form.ts'

/** A part of a segment: text that stands there, in its wire form, or a parameter. */
export type PathPiece = { readonly literal: string } | { readonly param: string }

/** The pieces of one segment; none for the empty one after a trailing slash. */
export type PathSegment = readonly PathPiece[]

/**
 * A path with parameters in braces, as OpenAPI writes it, for example `/things/{id}`. Made by
 * `parsePathTemplate`.
 *
 * A parameter stands for one or more characters other than `/` in the path as it is on the wire: a
 * `%2F` in a value is not the end of it. With several in a segment the leftmost takes as much as it
 * can: of `/{name}.{ext}`, the `name` in `/a.tar.gz` is `a.tar`.
 */
export interface PathTemplate {
  /** As it was written. */
  readonly source: string
  /** What stands between the slashes: one segment for `/`, two for `/things/`. */
  readonly segments: readonly PathSegment[]
  /** The parameters, in their order. */
  readonly names: readonly string[]
}

/**
 * Reads a path template. What is literal may hold anything: what cannot stand in a path is
 * percent-encoded, what is encoded already stays so. A trailing slash counts.
 *
 * @throws {InvalidArgumentError} when it is none, or one that no request could match
 */
export function parsePathTemplate(source: string): PathTemplate {
  if (!source.startsWith('/')) throw invalid(source, `a path begins with "/": write "/${source}"`)
  const segments = splitSegments(source).map((segment) => parseSegment(source, segment))
  if (segments.slice(0, -1).some((segment) => segment.length === 0)) {
    throw invalid(source, 'there is nothing between two slashes: leave one out')
  }
  const names = segments.flat().flatMap((piece) => ('param' in piece ? [piece.param] : []))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw invalid(source, `{${twice}} is there twice: give one another name`)
  return { source, segments, names }
}

function splitSegments(source: string): string[] {
  return source.slice(1).split('/')
}

function parseSegment(source: string, segment: string): PathSegment {
  const pieces: PathPiece[] = []
  let rest = segment
  while (rest !== '') {
    const open = rest.search(/[{}]/)
    const text = open === -1 ? rest : rest.slice(0, open)
    if (text !== '') pieces.push({ literal: parseLiteral(source, text) })
    if (open === -1) break
    const previous = pieces.at(-1)
    if (previous !== undefined && 'param' in previous) {
      throw invalid(
        source,
        `nothing tells where {${previous.param}} ends: put text after it, for example "-"`,
      )
    }
    const [matched, name] = parseBraces(source, rest.slice(open))
    pieces.push({ param: name })
    rest = rest.slice(open + matched.length)
  }
  if (/^(?:\.|%2E){1,2}$/i.test(segment)) {
    throw invalid(source, `clients resolve "${segment}" before they ask: leave that segment out`)
  }
  return pieces
}

function parseBraces(source: string, text: string): readonly [matched: string, name: string] {
  const braces = /^\{([^{}]*)\}/.exec(text)
  if (braces === null) {
    throw invalid(
      source,
      'each "{" needs a "}" in the same segment and holds no other: write the characters themselves as %7B and %7D',
    )
  }
  const [matched, name = ''] = braces
  if (name === '') throw invalid(source, '{} names no parameter: write {id}')
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw invalid(
      source,
      `{${name}} is not the name of a parameter: use letters, digits and "_", and check its value with a schema`,
    )
  }
  return [matched, name]
}

function parseLiteral(source: string, text: string): string {
  if (/[?#]/.test(text)) {
    throw invalid(
      source,
      'a path ends before "?" and "#": describe the query with `query`, or write %3F and %23',
    )
  }
  try {
    decodeURIComponent(text)
    // Encoding refuses half of a surrogate pair, which has no wire form.
    encodeURIComponent(text)
  } catch {
    throw invalid(source, `"${text}" is not text in UTF-8, percent-encoded: write the character % as %25`)
  }
  return wireForm(text)
}

function invalid(source: string, why: string): InvalidArgumentError {
  return new InvalidArgumentError(`"${source}" is not a path template: ${why}.`)
}
