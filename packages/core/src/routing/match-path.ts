import { HttpError } from '../contract/errors.ts'
import { type EncodedParams, type LetterCase, matchSegment } from './match-segment.ts'
import type { PathSegment, PathTemplate } from './path-template.ts'
import { wireForm } from './wire-form.ts'

/** Shared: what a match has found is kept as long as its stream (`tooling/bench`, idle-10k). */
const NO_PARAMS: EncodedParams = new Map()

/** The path of a request target or URL: without scheme and host, query and fragment. */
export function pathOf(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/'
}

/** The segments of an encoded path, in their wire form; none if it does not begin with a slash. */
export function segmentsOf(path: string): readonly string[] {
  return path.startsWith('/') ? wireForm(path).slice(1).split('/') : []
}

/**
 * Matches an encoded path, the whole of it, against a template. Letters and a trailing slash count.
 *
 * @returns what the parameters stand for, still encoded; `undefined` if the path does not match
 */
export function matchPath(template: PathTemplate, path: string): EncodedParams | undefined {
  return matchSegments(template.segments, segmentsOf(path), 'sensitive')
}

/** As `matchPath`, of a path already in segments. */
export function matchSegments(
  pattern: readonly PathSegment[],
  segments: readonly string[],
  letterCase: LetterCase,
): EncodedParams | undefined {
  if (pattern.length !== segments.length) return undefined
  const params = new Map<string, string>()
  const matches = pattern.every((pieces, i) => matchSegment(pieces, segments[i] ?? '', letterCase, params))
  if (!matches) return undefined
  return params.size === 0 ? NO_PARAMS : params
}

/**
 * Takes the parameters of a template from a path that a router has matched with it, so that they are
 * the same on every router. The case of letters and trailing slashes are as the router wants them.
 *
 * @returns what the parameters stand for, still encoded; `undefined` if the path does not match after
 *   all, because the router's syntax says less than the template: the router is to try its next route
 */
export function matchLoosely(template: PathTemplate, path: string): EncodedParams | undefined {
  return matchSegments(
    withoutTrailingSlashes(template.segments),
    withoutTrailingSlashes(segmentsOf(path)),
    'insensitive',
  )
}

/**
 * As `matchLoosely`, of a path that mount prefixes may stand before, since a parameter holds no slash.
 */
export function matchMounted(template: PathTemplate, path: string): EncodedParams | undefined {
  const pattern = withoutTrailingSlashes(template.segments)
  const segments = withoutTrailingSlashes(segmentsOf(path))
  return matchSegments(pattern, segments.slice(Math.max(0, segments.length - pattern.length)), 'insensitive')
}

function withoutTrailingSlashes<T extends { readonly length: number }>(segments: readonly T[]): readonly T[] {
  return segments.slice(0, segments.findLastIndex(({ length }) => length > 0) + 1)
}

/** Parameters without those of some names. */
export function withoutParams(
  params: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))
}

/**
 * Decodes what the parameters of a path stand for, once.
 *
 * @throws {HttpError} 400 when one is not percent-encoded UTF-8
 */
export function decodeParams(encoded: EncodedParams): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(encoded, ([name, value]) => [name, decodeParam(name, value)]))
}

function decodeParam(name: string, value: string): string {
  try {
    return decodeURIComponent(value)
  } catch (cause) {
    throw new HttpError(400, 'Bad Request', {
      detail: `The path parameter "${name}" is not percent-encoded UTF-8.`,
      cause,
    })
  }
}
