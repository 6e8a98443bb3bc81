import { beforeEach, expect, test } from 'vitest'
import { HIGH_WATER_MARK, PullQueue } from '../src/writer/pull-queue.ts'

let delivered: string[]
let rooms: number
let queue: PullQueue
beforeEach(() => {
  delivered = []
  rooms = 0
  queue = new PullQueue({
    deliver: (bytes) => delivered.push(Buffer.from(bytes).toString()),
    room: () => rooms++,
  })
})

test('holds what is written until it is asked for, and hands it over as one', () => {
  expect(queue.write('é')).toBe(true)
  expect(queue.write(Uint8Array.of(33))).toBe(true)
  expect(delivered).toEqual([])
  queue.pull()
  expect(delivered).toEqual(['é!'])
})

test('hands over a large chunk as it is, small ones before and behind it as one each', () => {
  const large = new Uint8Array(100_000)
  const given: Uint8Array[] = []
  queue = new PullQueue({ deliver: (bytes) => given.push(bytes), room: () => rooms++ })
  queue.write(Uint8Array.of(1))
  queue.write('é')
  queue.write(large)
  queue.write('a')
  queue.write(Uint8Array.of(2))
  queue.write('b')
  for (let i = 0; i < 4; i++) queue.pull()
  expect(given.map((bytes) => bytes.length)).toEqual([3, 100_000, 3])
  expect(given[0]).toEqual(Uint8Array.of(1, 0xc3, 0xa9))
  expect(given[1]).toBe(large)
  expect(given[2]).toEqual(Uint8Array.of(97, 2, 98))
})

test('says that there is room once less than the high-water mark is left', () => {
  const most = HIGH_WATER_MARK / 2
  for (let i = 0; i < 3; i++) queue.write(new Uint8Array(most))
  queue.pull()
  expect(rooms).toBe(0)
  queue.pull()
  expect(rooms).toBe(1)
})

test('hands over at once what has been asked for, once per question', () => {
  queue.pull()
  queue.write('a')
  queue.write('b')
  expect(delivered).toEqual(['a'])
  queue.pull()
  expect(delivered).toEqual(['a', 'b'])
})

test('P1 asks to hold back from the high-water mark on, and says once when there is room', () => {
  expect(queue.write('x'.repeat(HIGH_WATER_MARK - 1))).toBe(true)
  expect(queue.write('x')).toBe(false)
  expect(queue.write('x')).toBe(false)
  expect(rooms).toBe(0)
  queue.pull()
  expect(rooms).toBe(1)
  queue.pull()
  expect(rooms).toBe(1)
})

test('has room for anything while it is being asked', () => {
  queue.pull()
  expect(queue.write('x'.repeat(2 * HIGH_WATER_MARK))).toBe(true)
  expect(rooms).toBe(0)
})

test('B3 knows that all was taken when the consumer comes back', () => {
  let taken = 0
  const whenTaken = (): boolean => queue.whenTaken(() => taken++)
  expect(whenTaken(), 'nothing was asked for yet').toBe(false)
  queue.pull()
  expect(taken).toBe(1)
  expect(whenTaken()).toBe(true)
  queue.write('a')
  expect(whenTaken()).toBe(false)
  expect(taken).toBe(1)
  queue.pull()
  expect(taken).toBe(2)
  queue.pull()
  expect(taken).toBe(2)
})

test('what is written while room is announced is held for the next question', () => {
  queue = new PullQueue({
    deliver: (bytes) => delivered.push(Buffer.from(bytes).toString()),
    room: () => void queue.write('more'),
  })
  queue.write('x'.repeat(HIGH_WATER_MARK))
  queue.pull()
  expect(delivered).toHaveLength(1)
  queue.pull()
  expect(delivered[1]).toBe('more')
})

test('cleared, it hands nothing over and calls nobody back', () => {
  queue.write('a')
  queue.whenTaken(() => expect.unreachable())
  queue.clear()
  queue.pull()
  expect(delivered).toEqual([])
})
