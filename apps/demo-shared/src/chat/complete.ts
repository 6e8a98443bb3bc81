import { Random } from '../random.ts'
import { END } from './language-model.ts'
import { model } from './model.ts'
import { interestIn, pickOpening } from './opening.ts'
import { stem } from './tokenize.ts'
import { pick } from './weighted-pick.ts'

/** What is said again is this much less likely each time, or the most likely answer would go round in circles. */
const REPEATED = 0.2

/** Why an answer ended: it was complete, or as long as it might be. */
export type FinishReason = 'stop' | 'length'

/** How an answer is to be. */
export interface CompleteOptions {
  /** Most tokens that it may have. */
  readonly maxTokens: number
  /** 0 for the most likely answer, 1 for a likely one, 2 for a bold one. */
  readonly temperature: number
  /** Another seed is another answer; without one, the prompt is it. */
  readonly seed?: number | undefined
}

/**
 * Answers a prompt, token by token, from what the model has read about streams. The same prompt and options give the
 * same answer.
 */
export function* complete(
  prompt: string,
  { maxTokens, temperature, seed }: CompleteOptions,
): Generator<string, FinishReason, undefined> {
  const random = new Random(seed ?? hash(prompt))
  const interest = interestIn(prompt)
  const tokens: string[] = []
  const opening = pickOpening(interest, temperature, random)
  for (;;) {
    const token = opening[tokens.length] ?? pick(weigh(tokens, interest), temperature, random)
    if (token === END) return 'stop'
    if (tokens.length >= maxTokens) return 'length'
    tokens.push(token)
    yield token
  }
}

/** What may come next: more likely what is of interest, less likely what was said before. */
function weigh(tokens: readonly string[], interest: ReadonlyMap<string, number>): Map<string, number> {
  const weights = model.next(tokens)
  for (const [token, weight] of weights) {
    const attraction = 1 + (interest.get(stem(token)) ?? 0)
    weights.set(token, weight * attraction * REPEATED ** timesSaid(token, tokens))
  }
  return weights
}

/** How often a token has already followed the last two. */
function timesSaid(token: string, tokens: readonly string[]): number {
  const [before, last] = tokens.slice(-2)
  return tokens.filter(
    (said, index) => said === token && tokens[index - 1] === last && tokens[index - 2] === before,
  ).length
}

function hash(text: string): number {
  let value = 0
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value, 31) + text.charCodeAt(index)
  return value
}
