import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { complete, type FinishReason } from '../src/chat/complete.ts'
import { END, LanguageModel } from '../src/chat/language-model.ts'
import { untilStop } from '../src/chat/stop-sequences.ts'
import { tokenize } from '../src/chat/tokenize.ts'

const TEXT = readFileSync(new URL('../data/streaming.txt', import.meta.url), 'utf8')

interface Answer {
  readonly pieces: readonly string[]
  readonly text: string
  readonly reason: FinishReason
}

function answerOf(pieces: Generator<string, FinishReason>): Answer {
  const taken: string[] = []
  for (;;) {
    const { value, done } = pieces.next()
    if (done === true) return { pieces: taken, text: taken.join(''), reason: value }
    taken.push(value)
  }
}

function answerTo(prompt: string, options: Partial<Parameters<typeof complete>[1]> = {}): Answer {
  return answerOf(complete(prompt, { maxTokens: 200, temperature: 1, ...options }))
}

describe('tokens', () => {
  test.each(['Hello, world!', 'a  b\nc', "It's x-accel-buffering: no, 3.2 “quoted”.", 'Grüße 🌊 流れ', ''])(
    'are the text: %s',
    (text) => {
      expect(tokenize(text).join('')).toBe(text)
    },
  )

  test('are words and marks', () => {
    expect(tokenize("Don't stop: go.")).toEqual(["Don't", ' stop', ':', ' go', '.'])
  })
})

describe('the model', () => {
  test('has counted what follows what', () => {
    const model = new LanguageModel('a b c.\na b d.\nx b d!')
    const after = (tokens: string[]): Map<string, number> => model.next(tokens)
    expect(Array.from(after(['a', ' b']).keys()).toSorted()).toEqual([' c', ' d'])
    expect(after(['a', ' b']).get(' c')).toBeCloseTo(1 / 2 + 0.15 / 3)
    expect(after(['b']).get(' d')).toBeCloseTo(2 / 3)
    expect(after([' c', '.'])).toEqual(new Map([[END, expect.closeTo(1 + 0.15)]]))
    expect(after(['never seen'])).toEqual(new Map())
    expect(after([])).toEqual(new Map())
  })

  test('knows which words say something', () => {
    const model = new LanguageModel('The gate.\nThe stream.\nThe gate is open.')
    expect(model.significance('the')).toBe(0)
    expect(model.significance('unheard')).toBe(0)
    expect(model.significance('stream')).toBeGreaterThan(model.significance('gate'))
  })
})

describe('an answer', () => {
  test('is the same each time, and another with another seed', () => {
    expect(answerTo('What is a stream?')).toEqual(answerTo('What is a stream?'))
    expect(answerTo('What is a stream?', { seed: 1 })).toEqual(answerTo('What is a stream?', { seed: 1 }))
    const texts = Array.from({ length: 20 }, (_, seed) => answerTo('What is a stream?', { seed }).text)
    expect(new Set(texts).size).toBeGreaterThan(10)
  })

  test('without temperature does not depend on chance, and still comes to an end', () => {
    for (const prompt of ['', 'What is backpressure?', 'Explain log rotation', 'Server-sent events', '🌊']) {
      const answers = [1, 2, 3].map((seed) => answerTo(prompt, { seed, temperature: 0, maxTokens: 500 }))
      if (prompt.length > 2) expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      for (const { reason } of answers) expect(reason).toBe('stop')
    }
  })

  test.each([
    ['What is backpressure?', /backpressure|slow|sluice/i],
    ['What do you know about KOA?', /Koa/],
    ['How does log rotation work', /log/],
    ['Is there a language model in here', /model|token|temperature/],
  ])('to "%s" is about that', (prompt, topic) => {
    for (let seed = 0; seed < 10; seed += 1) {
      const { text } = answerTo(prompt, { seed, temperature: 0.5 })
      expect(text).toMatch(topic)
      expect(text).toMatch(/^\S.*[.!?]$/s)
    }
  })

  test('is one that nobody wrote, of words that somebody wrote', () => {
    const written = new Set(tokenize(TEXT).map((token) => token.trim()))
    const texts = Array.from({ length: 30 }, (_, seed) => answerTo('Tell me about streams', { seed }))
    for (const { pieces } of texts) {
      for (const piece of pieces) expect(written).toContain(piece.trim())
    }
    expect(texts.some(({ text }) => !TEXT.includes(text))).toBe(true)
  })

  test.each([1, 2, 3, 4, 10])('has at most %d tokens', (maxTokens) => {
    const { pieces, reason } = answerTo('What is a stream?', { maxTokens })
    expect(pieces).toHaveLength(maxTokens)
    expect(reason).toBe('length')
  })

  test('to a very long prompt takes no longer than one would wait', () => {
    const prompt = Array.from({ length: 200_000 }, (_, index) => `word${index} stream`).join(' ')
    expect(answerTo(prompt).text).not.toBe('')
  })
})

describe('a stop sequence', () => {
  function* pieces(...texts: string[]): Generator<string, FinishReason> {
    yield* texts
    return 'length'
  }

  test.each([
    [['one ', 'two', ' three'], ['two'], 'one ', 'stop'],
    [['one t', 'w', 'o three'], ['two'], 'one ', 'stop'],
    [['one t', 'w', 'elve'], ['two'], 'one twelve', 'length'],
    [['aab'], ['ab'], 'a', 'stop'],
    [['a', 'a', 'b'], ['ab'], 'a', 'stop'],
    [['one two three'], ['three', 'two'], 'one ', 'stop'],
    [['end', '.'], ['.', 'x'], 'end', 'stop'],
    [['held tw'], ['two'], 'held tw', 'length'],
    [['two'], ['two'], '', 'stop'],
    [['all', ' of it'], [], 'all of it', 'length'],
  ] as const)('ends %j before %j', (texts, sequences, text, reason) => {
    expect(answerOf(untilStop(pieces(...texts), sequences))).toMatchObject({ text, reason })
  })

  test('holds nothing back that cannot be one', () => {
    expect(answerOf(untilStop(pieces('one', ' t', 'ea'), ['two'])).pieces).toEqual(['one', ' ', 'tea'])
  })
})
