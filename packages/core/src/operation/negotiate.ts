import {
  isMediaRange,
  isUtf8,
  type MediaType,
  parseMediaType,
  specificity,
  splitUnquoted,
} from './media-type.ts'

/** A member of an `accept` header. */
interface AcceptRange {
  readonly range: MediaType
  /** 0 to 1; 0 forbids. */
  readonly weight: number
}

/** An offered type, and what the closest range so far says of it. */
interface Candidate {
  readonly name: string
  readonly type: MediaType
  closeness: number
  weight: number
}

/** Any number of digits is taken, and `.5`, which Java sends. */
const WEIGHT = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/

/**
 * Which of the `offered` media types a client gets (RFC 9110 section 12.5.1), `undefined` if it
 * accepts none of them: the caller answers 406. Of those it likes best, the one offered first.
 *
 * - No header, an empty one, or one without a member that can be understood accepts everything.
 * - Members that are malformed are passed over.
 * - For each type the most specific range counts; of equally specific ones the highest weight.
 * - `q` is the weight wherever it stands; every other parameter must be one of the offered type,
 *   except that `charset=utf-8` asks for nothing: what Sluice encodes is UTF-8 without saying so.
 *
 * Takes time in proportion to the header, whatever is in it, and memory for one member at a time.
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
  const candidates = offered.flatMap(toCandidate)
  let understood = false
  for (const member of splitUnquoted(accept ?? '', ',')) {
    const range = parseRange(member)
    if (range === undefined) continue
    understood = true
    for (const candidate of candidates) weigh(candidate, range)
  }
  if (!understood) return offered[0]
  let best: Candidate | undefined
  for (const candidate of candidates) {
    if (candidate.weight > (best?.weight ?? 0)) best = candidate
  }
  return best?.name
}

function toCandidate(name: string): Candidate[] {
  const type = parseMediaType(name)
  return type === undefined ? [] : [{ name, type, closeness: -1, weight: 0 }]
}

function weigh(candidate: Candidate, { range, weight }: AcceptRange): void {
  const closeness = specificity(range, candidate.type)
  if (closeness === undefined || closeness < candidate.closeness) return
  candidate.weight = closeness > candidate.closeness ? weight : Math.max(weight, candidate.weight)
  candidate.closeness = closeness
}

function parseRange(member: string): AcceptRange | undefined {
  const range = parseMediaType(member)
  if (range === undefined || !isMediaRange(range)) return undefined
  const parameters = new Map(range.parameters)
  const weight = parameters.get('q') ?? '1'
  parameters.delete('q')
  if (isUtf8(parameters.get('charset'))) parameters.delete('charset')
  return WEIGHT.test(weight) ? { range: { ...range, parameters }, weight: Number(weight) } : undefined
}
