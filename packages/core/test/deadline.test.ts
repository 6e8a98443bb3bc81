import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InvalidArgumentError } from '../src/contract/errors.ts'
import { Deadline } from '../src/deadline/deadline.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => {
  vi.useRealTimers()
})

function make(): { deadline: Deadline; expire: ReturnType<typeof vi.fn> } {
  const expire = vi.fn<() => void>()
  return { deadline: new Deadline(expire), expire }
}

test('P3 costs no timer while nothing is held', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 10)
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(1_000)
  expect(expire).not.toHaveBeenCalled()
})

test('expires at its instant while held, once', () => {
  const { deadline, expire } = make()
  deadline.set(new Date(Date.now() + 100))
  deadline.hold()
  deadline.hold()
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(99)
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  vi.advanceTimersByTime(10_000)
  expect(expire).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('held after its instant has passed, it expires at once, but never synchronously', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() - 1)
  deadline.hold()
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(0)
  expect(expire).toHaveBeenCalledOnce()
})

test('can be moved both ways and cleared while held', () => {
  const { deadline, expire } = make()
  deadline.hold()
  deadline.set(Date.now() + 100)
  deadline.set(Date.now() + 300)
  vi.advanceTimersByTime(200)
  deadline.set(Date.now() + 50)
  vi.advanceTimersByTime(49)
  expect(expire).not.toHaveBeenCalled()
  deadline.set(undefined)
  expect(vi.getTimerCount()).toBe(0)
  deadline.set(Date.now() + 1)
  vi.advanceTimersByTime(1)
  expect(expire).toHaveBeenCalledOnce()
})

test('let go of and held again, it keeps its instant', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 100)
  deadline.hold()
  deadline.release()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(60)
  deadline.hold()
  vi.advanceTimersByTime(40)
  expect(expire).toHaveBeenCalledOnce()
})

test('one further off than a timer can reach is reached in several steps', () => {
  const { deadline, expire } = make()
  const far = 2 ** 31 * 3
  deadline.set(Date.now() + far)
  deadline.hold()
  vi.advanceTimersByTime(far - 1)
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(expire).toHaveBeenCalledOnce()
})

test('a timer that fires early is armed again', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 100)
  deadline.hold()
  vi.setSystemTime(Date.now() - 2)
  vi.advanceTimersByTime(100)
  expect(expire).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2)
  expect(expire).toHaveBeenCalledOnce()
})

test('its limit holds whatever is set before or after', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 50_000)
  deadline.hold()
  deadline.limit(Date.now() + 5_000)
  deadline.set(Date.now() + 90_000)
  deadline.set(undefined)
  vi.advanceTimersByTime(5_000)
  expect(expire).toHaveBeenCalledOnce()
})

test('an earlier deadline stays earlier than the limit', () => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 50)
  deadline.limit(Date.now() + 5_000)
  deadline.hold()
  vi.advanceTimersByTime(50)
  expect(expire).toHaveBeenCalledOnce()
})

test.each([
  Number.NaN,
  new Date('no'),
  '12' as unknown as number,
  null as unknown as Date,
  1n as unknown as number,
])('is no point in time: %s', (instant) => {
  const { deadline, expire } = make()
  deadline.set(Date.now() + 10)
  deadline.hold()
  expect(() => deadline.set(instant)).toThrow(InvalidArgumentError)
  expect(() => deadline.set(instant)).toThrow(`not ${String(instant)}`)
  vi.advanceTimersByTime(10)
  expect(expire, 'the deadline set before still holds').toHaveBeenCalledOnce()
})
