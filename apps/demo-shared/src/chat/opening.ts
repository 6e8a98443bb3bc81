import type { Random } from '../random.ts'
import type { Sentence } from './language-model.ts'
import { model } from './model.ts'
import { stem, tokenize } from './tokenize.ts'
import { pick } from './weighted-pick.ts'

/** Least tokens of the sentence that an answer begins with. */
const OPENING = 3

/** Sentences among which an opening is picked. */
const OPENINGS = 4

/** Words of questions that say nothing of what is asked. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'a about and are can do does for how i in is it me mean of on or tell the this to what when where why with you'.split(
    ' ',
  ),
)

/** The words of a prompt that the model has read something about, and how much each of them says. */
export function interestIn(prompt: string): ReadonlyMap<string, number> {
  const interest = new Map<string, number>()
  for (const word of new Set(tokenize(prompt).map(stem))) {
    const significance = EMPTY_WORDS.has(word) ? 0 : model.significance(word)
    if (significance > 0) interest.set(word, significance)
  }
  return interest
}

/**
 * The beginning of a sentence that has to do with what is of interest, up to the first word of that. From there on the
 * model is on its own.
 */
export function pickOpening(
  interest: ReadonlyMap<string, number>,
  temperature: number,
  random: Random,
): readonly string[] {
  const { tokens } = pickSentence(interest, temperature, random)
  const firstWord = tokens.findIndex((token) => interest.has(stem(token)))
  return tokens.slice(0, Math.max(OPENING, firstWord + 1))
}

/** One of the sentences that have most to do with it. */
function pickSentence(interest: ReadonlyMap<string, number>, temperature: number, random: Random): Sentence {
  const weights = new Map<Sentence, number>()
  for (const sentence of model.sentences) {
    let own = 0
    let around = 0
    for (const [word, significance] of interest) {
      if (sentence.words.has(word)) own += significance
      if (sentence.topic.has(word)) around += significance
    }
    if (own > 0) weights.set(sentence, (own + around) ** 2 * (sentence.first ? 1.5 : 1))
  }
  if (weights.size === 0) return random.pick(model.sentences.filter(({ first }) => first))
  const best = Array.from(weights).toSorted(([, one], [, other]) => other - one)
  return pick(new Map(best.slice(0, OPENINGS)), temperature, random)
}
