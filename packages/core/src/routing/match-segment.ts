import type { PathSegment } from './path-template.ts'

/** What the parameters of a template stand for in a path, percent-encoded as it is on the wire. */
export type EncodedParams = ReadonlyMap<string, string>

const TRIPLET = /^%[0-9a-f]{2}$/i

/** How literals are compared: with regard to the case of letters, or as most routers do. */
export type LetterCase = 'sensitive' | 'insensitive'

/**
 * Matches one segment of a path in its wire form, and adds what its parameters stand for to `params`.
 *
 * Goes from the right, giving each parameter as little as it can, so that the leftmost gets the most.
 * Nothing is tried twice: the time is that of a search, however long the segment.
 */
export function matchSegment(
  pieces: PathSegment,
  segment: string,
  letterCase: LetterCase,
  params: Map<string, string>,
): boolean {
  const fold = (text: string): string => (letterCase === 'sensitive' ? text : text.toLowerCase())
  const text = fold(segment)
  let end = segment.length
  // The parameter right of what is looked at, which needs at least one character, and what is right of that.
  let open: string | undefined
  for (const piece of pieces.toReversed()) {
    if ('param' in piece) {
      open = piece.param
      continue
    }
    const literal = fold(piece.literal)
    const isFirst = piece === pieces[0]
    const last = end - literal.length - (open === undefined ? 0 : 1)
    const at = place(text, literal, last, isFirst, open === undefined)
    if (at === -1) return false
    if (open !== undefined) params.set(open, segment.slice(at + literal.length, end))
    open = undefined
    end = at
  }
  if (open === undefined) return end === 0
  params.set(open, segment.slice(0, end))
  return end > 0
}

/** Where a literal stands at or before `last`: at 0 if it is the first piece, at `last` if nothing follows. */
function place(text: string, literal: string, last: number, isFirst: boolean, isLast: boolean): number {
  if (last < 0) return -1
  if (isFirst) return text.startsWith(literal) && (!isLast || last === 0) ? 0 : -1
  let at = text.lastIndexOf(literal, last)
  if (isLast && at !== last) return -1
  while (at > 0 && splitsTriplet(text, at)) at = isLast ? -1 : text.lastIndexOf(literal, at - 1)
  return at
}

/** Whether `at` is inside a percent-encoded byte: the `2` of `%C2%A2` is no literal. */
function splitsTriplet(text: string, at: number): boolean {
  return TRIPLET.test(text.slice(at - 1, at + 2)) || (at > 1 && TRIPLET.test(text.slice(at - 2, at + 1)))
}
