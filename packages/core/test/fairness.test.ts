import { describe, expect, type Mock, test, vi } from 'vitest'
import { processTurns, TurnBudget } from '../src/turn/turn-budget.ts'
import { serveBody, settled, start } from './fake-exchange.ts'

const PIECE = 'x'.repeat(64 * 1024)

/** So much that a stream pauses if others are busy. */
const MUCH = 'x'.repeat(96 * 1024)

/** Uses up what this turn may do, as another stream would. */
function spendTurn(): void {
  while (!processTurns.pause({ goOn: () => {} })) {
    // The clock runs meanwhile.
  }
}

/** Whether a promise settles without another turn of the event loop. */
async function settlesInThisTurn(promise: Promise<unknown>): Promise<boolean> {
  let done = false
  const settle = (): boolean => (done = true)
  promise.then(settle, settle)
  for (let i = 0; i < 10; i++) await Promise.resolve()
  return done
}

describe('the budget of a turn', () => {
  const watched = (): { budget: TurnBudget; at(time: number): void; turns: (() => void)[] } => {
    let time = 0
    const turns: (() => void)[] = []
    const budget = new TurnBudget(
      () => time,
      (task) => turns.push(task),
    )
    return { budget, turns, at: (now) => (time = now) }
  }
  const stream = (): { goOn: Mock<() => void> } => ({ goOn: vi.fn<() => void>() })

  test('is 8 ms for all streams together', () => {
    const { budget, at, turns } = watched()
    expect(budget.pause(stream())).toBe(false)
    at(7.9)
    expect(budget.pause(stream())).toBe(false)
    at(8)
    expect(budget.pause(stream())).toBe(true)
    expect(budget.pause(stream())).toBe(true)
    expect(turns).toHaveLength(1)
  })

  test('is whole again in the next turn, and goes to who waited first', () => {
    const { budget, at, turns } = watched()
    const [first, second] = [stream(), stream()]
    budget.pause(first)
    at(10)
    expect(budget.pause(first)).toBe(true)
    expect(budget.pause(second)).toBe(true)
    turns.shift()?.()
    expect([first.goOn, second.goOn].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
    at(17)
    expect(budget.pause(first), 'the other one waits').toBe(true)
    expect([first.goOn, second.goOn].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    at(18)
    expect(budget.pause(second)).toBe(true)
    expect(second.goOn).toHaveBeenCalledTimes(1)
  })

  test('is not lost on a stream that does nothing with it', () => {
    const { budget, at, turns } = watched()
    const waiting = [stream(), stream(), stream()]
    budget.pause(stream())
    at(8)
    for (const each of waiting) budget.pause(each)
    for (let i = 0; i < 4; i++) turns.shift()?.()
    expect(waiting.map(({ goOn }) => goOn.mock.calls.length)).toEqual([1, 1, 1])
    expect(turns, 'with nobody waiting, none is asked for').toHaveLength(0)
  })
})

test('a busy handler with a fast client pauses when the turn is spent', async () => {
  const { ctx } = await start()
  expect(await settlesInThisTurn(ctx.writer.write(MUCH))).toBe(true)
  spendTurn()
  expect(await settlesInThisTurn(ctx.writer.write('x')), 'one that is not busy goes on').toBe(true)
  const write = ctx.writer.write(MUCH)
  expect(await settlesInThisTurn(write)).toBe(false)
  await settled()
  await settled()
  expect(await settlesInThisTurn(write)).toBe(true)
  expect(await settlesInThisTurn(ctx.writer.write(MUCH)), 'in a new turn').toBe(true)
})

test('a stream that begins in a spent turn waits sooner', async () => {
  const { ctx } = await start()
  spendTurn()
  const write = ctx.writer.write('x'.repeat(8 * 1024))
  expect(await settlesInThisTurn(write)).toBe(false)
  await settled()
  await settled()
  expect(await settlesInThisTurn(write)).toBe(true)
})

test.each([PIECE, 'small', new Uint8Array(1_000)])(
  'others have their turns while it writes',
  async (piece) => {
    const began = performance.now()
    const served = serveBody(async ({ writer }) => {
      while (performance.now() - began < 200) await writer.write(piece)
    })
    let over = false
    void served.over.then(() => (over = true))
    let longest = 0
    let last = performance.now()
    while (!over) {
      await settled()
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
    expect(longest).toBeLessThan(100)
  },
)

test('room that comes in the same turn is no pause', async () => {
  const { ctx, sink, room } = await start()
  spendTurn()
  sink.hasRoom = false
  const write = ctx.writer.write(MUCH)
  room()
  expect(await settlesInThisTurn(write)).toBe(false)
  await settled()
  await settled()
  expect(await settlesInThisTurn(write)).toBe(true)
})

test('what is written while it pauses leaves all the same', async () => {
  const { ctx, sink } = await start()
  spendTurn()
  void ctx.writer.write(MUCH)
  void ctx.writer.write('behind')
  await new Promise<void>((resolve) => process.nextTick(resolve))
  expect(sink.text.endsWith('behind')).toBe(true)
})

test('a pause does not outlive the stream', async () => {
  const { ctx, sink, leave, over } = await start()
  spendTurn()
  void ctx.writer.write(MUCH)
  const write = ctx.writer.write('behind')
  leave()
  await over
  await expect(write).rejects.toBe(ctx.signal.reason)
  await settled()
  expect(sink.calls).toEqual(['open', 'write', 'release'])
})

test('a flush and the end do not wait for the next turn', async () => {
  const { ctx, sink, finish } = await start()
  spendTurn()
  void ctx.writer.write(MUCH)
  expect(await settlesInThisTurn(ctx.writer.flush())).toBe(true)
  finish()
  for (let i = 0; i < 10; i++) await Promise.resolve()
  expect(sink.outcome).toBe('end')
})

test('a pause is not the client’s: a deadline that has passed does not end it', async () => {
  vi.useFakeTimers()
  const { ctx, errors } = await start()
  ctx.writer.setWriteDeadline(Date.now() - 1)
  spendTurn()
  const write = ctx.writer.write(MUCH)
  expect(vi.getTimerCount()).toBe(0)
  await settled()
  await write
  expect(errors).toEqual([])
  vi.useRealTimers()
})
