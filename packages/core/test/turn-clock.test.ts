import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { timeOfTurn } from '../src/turn/turn-clock.ts'

test('in one turn of the event loop it is looked at once', async () => {
  const look = vi.spyOn(performance, 'now')
  const first = timeOfTurn()
  // What is awaited, and there at once, is in the same turn.
  for (let i = 0; i < 100; i++) await Promise.resolve()
  expect(timeOfTurn()).toBe(first)
  expect(look).toHaveBeenCalledTimes(1)
  look.mockRestore()
})

test('in a later turn it has gone on', async () => {
  const first = timeOfTurn()
  await sleep(5)
  expect(timeOfTurn()).toBeGreaterThan(first)
})
