import { describe, expect, test, vi } from 'vitest'
import { processTurns, TurnBudget } from '../src/writer/turn-budget.ts'
import { serveBody, settled, start } from './fake-exchange.ts'

const PIECE = 'x'.repeat(64 * 1024)

/** Uses up what this turn may do, as other streams would. */
function spendTurn(): void {
  while (!processTurns.spend(PIECE.length)) {
    // The clock runs meanwhile.
  }
}

/** Whether a promise settles without another turn of the event loop. */
async function settlesInThisTurn(promise: Promise<unknown>): Promise<boolean> {
  let done = false
  const settle = (): boolean => (done = true)
  promise.then(settle, settle)
  for (let i = 0; i < 10; i++) await undefined
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
  const SOME = 64 * 1024

  test('is spent after 8 ms of work, by whichever streams', () => {
    const { budget, at, turns } = watched()
    expect(budget.spend(SOME)).toBe(false)
    at(7.9)
    expect(budget.spend(SOME)).toBe(false)
    at(8)
    expect(budget.spend(1)).toBe(false)
    expect(budget.spend(SOME)).toBe(true)
    expect(budget.spend(1), 'for everyone').toBe(true)
    expect(turns).toHaveLength(1)
  })

  test('is whole again in the next turn, and wakes who waits', () => {
    const { budget, at, turns } = watched()
    budget.spend(SOME)
    at(10)
    expect(budget.spend(SOME)).toBe(true)
    const resume = vi.fn<() => void>()
    budget.wait(resume)
    turns.shift()?.()
    expect(resume).toHaveBeenCalledTimes(1)
    at(20)
    expect(budget.spend(SOME), 'its slice begins with its work').toBe(false)
    expect(turns).toHaveLength(1)
    turns.shift()?.()
    expect(resume).toHaveBeenCalledTimes(1)
  })

  test('costs neither clock nor turn while there is little to do', () => {
    const now = vi.fn<() => number>(() => 0)
    const nextTurn = vi.fn<(task: () => void) => void>()
    const budget = new TurnBudget(now, nextTurn)
    for (let i = 0; i < 100; i++) budget.spend(600)
    expect(now).not.toHaveBeenCalled()
    expect(nextTurn).not.toHaveBeenCalled()
  })
})

test('a busy handler with a fast client pauses when the turn is spent', async () => {
  const { ctx } = await start()
  expect(await settlesInThisTurn(ctx.writer.write('x'))).toBe(true)
  spendTurn()
  const write = ctx.writer.write('x')
  expect(await settlesInThisTurn(write)).toBe(false)
  await settled()
  expect(await settlesInThisTurn(write)).toBe(true)
  expect(await settlesInThisTurn(ctx.writer.write('x')), 'in a new turn').toBe(true)
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
  const write = ctx.writer.write(PIECE)
  room()
  expect(await settlesInThisTurn(write)).toBe(false)
  await settled()
  expect(await settlesInThisTurn(write)).toBe(true)
})

test('what is written while it pauses leaves all the same', async () => {
  const { ctx, sink } = await start()
  spendTurn()
  void ctx.writer.write(PIECE)
  void ctx.writer.write('behind')
  const endOfTurn = new Promise<void>((resolve) => void process.nextTick(resolve))
  await endOfTurn
  expect(sink.text.endsWith('behind')).toBe(true)
})

test('a pause does not outlive the stream', async () => {
  const { ctx, sink, leave, over } = await start()
  spendTurn()
  void ctx.writer.write(PIECE)
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
  void ctx.writer.write(PIECE)
  expect(await settlesInThisTurn(ctx.writer.flush())).toBe(true)
  finish()
  for (let i = 0; i < 10; i++) await undefined
  expect(sink.outcome).toBe('end')
})

test('a pause is not the client’s: a deadline that has passed does not end it', async () => {
  vi.useFakeTimers()
  const { ctx, errors } = await start()
  ctx.writer.setWriteDeadline(Date.now() - 1)
  spendTurn()
  const write = ctx.writer.write('x')
  expect(vi.getTimerCount()).toBe(0)
  await settled()
  await write
  expect(errors).toEqual([])
  vi.useRealTimers()
})
