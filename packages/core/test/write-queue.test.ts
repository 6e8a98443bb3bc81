import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WriteQueue } from '../src/writer/write-queue.ts'

const encoder = new TextEncoder()

type Step = string | Uint8Array | undefined

/** What a body may do to its queue: write text, cut anywhere, or bytes, while some of it is taken. */
const piece: fc.Arbitrary<{ readonly write?: string | Uint8Array }> = fc.oneof(
  fc.record({ write: fc.string({ unit: 'binary', maxLength: 40 }) }),
  fc.record({
    write: fc.string({
      unit: fc.integer({ min: 0xd7fe, max: 0xe001 }).map(String.fromCharCode),
      maxLength: 6,
    }),
  }),
  fc.record({ write: fc.integer({ min: 8_000, max: 20_000 }).map((length) => 'é𝄞'.repeat(length / 3)) }),
  fc.record({ write: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
  fc.record({ write: fc.nat({ max: 70_000 }).map((length) => new Uint8Array(length).fill(length)) }),
  fc.constant({}),
)

/** The sink has room for it at once, or it has to wait. */
const step = fc.tuple(piece, fc.boolean()).map(([what, held]) => ({ ...what, held }))

/** The same writes as one text per run of text, encoded at once. */
function expectedBytes(writes: readonly Step[]): Buffer {
  const parts: Uint8Array[] = []
  let text = ''
  for (const write of writes) {
    if (typeof write === 'string') text += write
    else if (write !== undefined) {
      parts.push(encoder.encode(text), write)
      text = ''
    }
  }
  return Buffer.concat([...parts, encoder.encode(text)])
}

test('B1 whatever is written and whenever it is taken, the bytes are those of the joined text', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new WriteQueue()
      const taken: Uint8Array[] = []
      const take = (): boolean => {
        const chunk = queue.take({})
        if (chunk !== undefined) taken.push(Buffer.from(chunk))
        return chunk !== undefined
      }
      for (const { write, held } of steps) {
        if (write === undefined) take()
        else if (write.length > 0) queue.add(write, held)
        expect(queue.size).toBeGreaterThanOrEqual(queue.empty ? 0 : 1)
      }
      queue.endText()
      while (take());
      expect(Buffer.concat(taken).equals(expectedBytes(steps.map(({ write }) => write)))).toBe(true)
      expect(queue.size).toBe(0)
      expect(queue.empty).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('text cut inside a surrogate pair waits for its other half', () => {
  const queue = new WriteQueue()
  queue.add('a\ud83d', false)
  expect(queue.take({})).toBe('a')
  expect(queue.empty).toBe(true)
  expect(queue.take({})).toBeUndefined()
  queue.add('\ude00', false)
  expect(queue.empty).toBe(false)
  expect(queue.take({})).toBe('😀')
})

test('half a pair that no text follows is sent before the bytes that do', () => {
  const queue = new WriteQueue()
  queue.add('\ud83d', false)
  queue.add(Uint8Array.of(1), false)
  expect(Buffer.from(queue.take({}) ?? '').toString()).toBe('\ufffd')
  expect(queue.take({})).toEqual(Uint8Array.of(1))
})

test('its size bounds the memory of many tiny chunks too', () => {
  const queue = new WriteQueue()
  for (let i = 0; i < 1_000; i++) queue.add(Uint8Array.of(1), false)
  expect(queue.size).toBeGreaterThanOrEqual(1_000 * 64)
  expect(queue.take({})).toEqual(new Uint8Array(1_000).fill(1))
  expect(queue.size).toBe(0)
  queue.add('x', false)
  queue.clear()
  expect(queue.size).toBe(0)
  expect(queue.empty).toBe(true)
})

test('many small pieces of text are joined into few chunks', () => {
  const queue = new WriteQueue()
  for (let i = 0; i < 100_000; i++) queue.add('x', false)
  let chunks = 0
  while (queue.take({}) !== undefined) chunks++
  expect(chunks).toBeLessThanOrEqual(7)
})
