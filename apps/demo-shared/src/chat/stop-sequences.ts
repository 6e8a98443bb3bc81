import type { FinishReason } from './complete.ts'

/**
 * Passes text on until one of the sequences is in it, and ends just before that. A sequence may begin in one piece and
 * end in another: what could be the beginning of one is held back until it is known.
 */
export function* untilStop(
  pieces: Generator<string, FinishReason, undefined>,
  sequences: readonly string[],
): Generator<string, FinishReason, undefined> {
  let held = ''
  for (;;) {
    const { value, done } = pieces.next()
    if (done === true) {
      if (held !== '') yield held
      return value
    }
    held += value
    const end = firstOf(held, sequences)
    const sure = end ?? held.length - possibleBeginning(held, sequences)
    if (sure > 0) yield held.slice(0, sure)
    if (end !== undefined) return 'stop'
    held = held.slice(sure)
  }
}

/** Where the first sequence begins that is in the text. */
function firstOf(text: string, sequences: readonly string[]): number | undefined {
  const found = sequences.map((sequence) => text.indexOf(sequence)).filter((index) => index >= 0)
  return found.length === 0 ? undefined : Math.min(...found)
}

/** How many characters at the end of the text may be the beginning of a sequence. */
function possibleBeginning(text: string, sequences: readonly string[]): number {
  let longest = 0
  for (const sequence of sequences) {
    for (let length = Math.min(sequence.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(sequence.slice(0, length))) longest = length
    }
  }
  return longest
}
