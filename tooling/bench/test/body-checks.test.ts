import { describe, expect, test } from 'vitest'
import { PATTERN, patternChunks, PERIOD } from '../src/content/pattern.ts'
import { tickAt } from '../src/content/tick.ts'
import type { BodyCheck } from '../src/wire/body-check.ts'
import { PatternCheck } from '../src/wire/pattern-check.ts'
import { TickCheck } from '../src/wire/tick-check.ts'

/** Gives a check a body in pieces of one size; the problem it found. */
function check<C extends BodyCheck>(made: C, body: Buffer, size: number): C {
  for (let at = 0; at < body.length; at += size) made.take(body, at, Math.min(body.length, at + size))
  made.end()
  return made
}

function events(numbers: readonly number[], write = (json: string): string => `data: ${json}\n\n`): string {
  return numbers.map((n) => write(JSON.stringify(tickAt(n, 1.5)))).join('')
}

const TWELVE = Array.from({ length: 12 }, (_, i) => i)

describe.each([1, 5, 64, 10_000])('events in pieces of %i bytes', (size) => {
  const ticks = (text: string, count = 12): TickCheck => check(new TickCheck(count), Buffer.from(text), size)

  test('all there, in any of the ways to write them', () => {
    expect(ticks(events(TWELVE)).problem).toBeUndefined()
    expect(ticks(events(TWELVE, (json) => `event:tick\nid:\ndata:${json}\n\n`)).problem).toBeUndefined()
    expect(ticks(events(TWELVE, (json) => `data: {"json":${json}}\n\n`)).ticks).toBe(12)
  })

  test('comments and events of the library itself are asides', () => {
    const text = `event: connected\ndata: {}\n\n: hello\n\n${events([0, 1])}: \n\n${events([2])}event: return\ndata:\n\n`
    const { problem, asides } = ticks(text, 3)
    expect(problem).toBeUndefined()
    expect(asides).toBe(4)
  })

  test('hears where and since when', () => {
    const heard: [number, number][] = []
    check(new TickCheck(3, (index, at) => heard.push([index, at])), Buffer.from(events([0, 1, 2])), size)
    expect(heard).toEqual([
      [0, 1.5],
      [1, 1.5],
      [2, 1.5],
    ])
  })

  test('a missing, repeated, exchanged or altered event is seen', () => {
    expect(ticks(events([0, 1, 3]), 3).problem).toContain('Event 1000002 was expected')
    expect(ticks(events([0, 1, 1]), 3).problem).toContain('Event 1000002 was expected')
    expect(ticks(events([1, 0]), 2).problem).toContain('Event 1000000 was expected')
    expect(ticks(events([0, 1]).replace(/about(?!.*about)/s, 'ab0ut'), 2).problem).toContain('Event 1000001')
    expect(ticks(events([0, 1]), 3).problem).toBe('2 events of 3 arrived.')
    expect(ticks(events([0, 1, 2]), 2).problem).toBe('3 events of 2 arrived.')
    expect(ticks('', 1).problem).toBe('0 events of 1 arrived.')
  })

  test('the number carries over', () => {
    const numbers = Array.from({ length: 1_001 }, (_, i) => i)
    expect(ticks(events(numbers), 1_001).problem).toBeUndefined()
  })
})

describe.each([1_000, 65_536, 3_000_000])('bytes in pieces of %i', (size) => {
  const body = Buffer.concat([...patternChunks(1024), ...patternChunks(64 * 1024)])

  test('all there', () => {
    expect(check(new PatternCheck(PATTERN, 2 * PERIOD), body, size).problem).toBeUndefined()
  })

  test('missing, altered and moved bytes are seen', () => {
    const altered = Buffer.from(body)
    altered[1_500_000] = (altered[1_500_000] ?? 0) + 1
    const moved = Buffer.concat([body.subarray(1024, 2048), body.subarray(0, 1024), body.subarray(2048)])
    const problemOf = (bytes: Buffer): string | undefined =>
      check(new PatternCheck(PATTERN, 2 * PERIOD), bytes, size).problem
    expect(problemOf(body.subarray(0, -1))).toBe(`${2 * PERIOD - 1} bytes of ${2 * PERIOD} arrived.`)
    expect(problemOf(altered)).toContain('are not what was sent')
    expect(problemOf(moved)).toContain('are not what was sent')
  })
})
