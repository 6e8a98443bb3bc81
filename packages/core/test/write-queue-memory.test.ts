import { expect, test } from 'vitest'
import { WriteQueue } from '../src/writer/write-queue.ts'
import { survivors } from './survivors.ts'

test('P5 what was taken is let go of, even from a queue that never runs empty', async () => {
  const queue = new WriteQueue()
  const refs: WeakRef<Uint8Array>[] = []
  const add = (): void => {
    const chunk = new Uint8Array(20_000)
    refs.push(new WeakRef(chunk))
    queue.add(chunk, false)
  }
  add()
  for (let i = 0; i < 5_000; i++) {
    add()
    queue.take({})
  }
  expect(await survivors(refs)).toBeLessThan(10)
  expect(queue.empty).toBe(false)
  for (let i = 0; i < 1_000; i++) add()
  for (let i = 0; i < 400; i++) queue.take({})
  expect(await survivors(refs.slice(-1_000))).toBeLessThan(610)
})
