import { stem, tokenize } from './tokenize.ts'

/** Tokens that the next one depends on. */
const CONTEXT = 3

/** What is known of one token less counts this much less. */
const BACK_OFF = 0.15

/** Stands for the end of a text among the tokens that may come next. */
export const END = ''

/** A sentence that the model has read. */
export interface Sentence {
  /** Whether it is the first of its paragraph, and so needs no other to be understood. */
  readonly first: boolean
  readonly tokens: readonly string[]
  readonly words: ReadonlySet<string>
  /** The words of the whole paragraph. */
  readonly topic: ReadonlySet<string>
}

/**
 * A language model of the oldest kind (Shannon, 1948): it has counted which tokens follow which in the texts that it was
 * given, after three tokens, after two, and after one.
 */
export class LanguageModel {
  /** All sentences that were read, in order. */
  readonly sentences: readonly Sentence[]
  readonly #followers = new Map<string, Map<string, number>>()
  readonly #topics: ReadonlyArray<ReadonlySet<string>>

  /** @param text to learn from; its paragraphs are texts of their own, and each line is one paragraph */
  constructor(text: string) {
    const paragraphs = text
      .split('\n')
      .map((paragraph) => tokenize(paragraph))
      .filter((tokens) => tokens.length > 0)
    for (const tokens of paragraphs) this.#learn(tokens)
    this.#topics = paragraphs.map(wordsOf)
    this.sentences = paragraphs.flatMap((tokens, index) =>
      sentencesOf(tokens).map((sentence, place) => ({
        first: place === 0,
        tokens: sentence,
        words: wordsOf(sentence),
        topic: this.#topics[index] ?? new Set(),
      })),
    )
  }

  /**
   * The tokens that may come next, `END` among them, and how likely each is compared with the others. None, if the model
   * has never seen the last token.
   */
  next(tokens: readonly string[]): Map<string, number> {
    const weights = new Map<string, number>()
    let share = 1
    for (let length = CONTEXT; length > 0; length -= 1) {
      const followers = tokens.length < length ? undefined : this.#followers.get(keyOf(tokens.slice(-length)))
      if (followers === undefined) continue
      const total = Array.from(followers.values()).reduce((sum, count) => sum + count, 0)
      for (const [token, count] of followers) {
        weights.set(token, (weights.get(token) ?? 0) + (share * count) / total)
      }
      share *= BACK_OFF
    }
    return weights
  }

  /** How much a word says about what a text is about: 0 if it is in each paragraph, or in none. */
  significance(word: string): number {
    const count = this.#topics.filter((topic) => topic.has(word)).length
    return count === 0 ? 0 : Math.log(this.#topics.length / count)
  }

  #learn(tokens: readonly string[]): void {
    for (let index = 1; index <= tokens.length; index += 1) {
      const follower = tokens[index] ?? END
      for (let length = 1; length <= Math.min(CONTEXT, index); length += 1) {
        const key = keyOf(tokens.slice(index - length, index))
        const followers = this.#followers.get(key) ?? new Map<string, number>()
        followers.set(follower, (followers.get(follower) ?? 0) + 1)
        this.#followers.set(key, followers)
      }
    }
  }
}

/** A context, whether it begins a sentence or not. */
function keyOf(tokens: readonly string[]): string {
  return tokens.map((token) => token.trim().toLowerCase()).join(' ')
}

function wordsOf(tokens: readonly string[]): Set<string> {
  return new Set(tokens.map(stem))
}

function sentencesOf(tokens: readonly string[]): string[][] {
  const sentences: string[][] = []
  let sentence: string[] = []
  for (const token of tokens) {
    sentence.push(sentence.length === 0 ? token.trim() : token)
    if (/^[.!?]$/.test(token)) {
      sentences.push(sentence)
      sentence = []
    }
  }
  return sentence.length === 0 ? sentences : [...sentences, sentence]
}
