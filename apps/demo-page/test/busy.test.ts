import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

/** A frame that is later than this is one that is seen. */
const LATE = 100

/** What was seen in a page while something happened in it. */
interface Seen {
  /** Milliseconds between its frames. */
  readonly frames: number[]
  /** The most elements that it had. */
  readonly elements: number
}

async function during(page: Page, happens: () => Promise<void>): Promise<Seen> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], elements: 0 }
    Object.assign(window, { seen })
    let last = performance.now()
    const note = (now: number): void => {
      seen.frames.push(now - last)
      seen.elements = Math.max(seen.elements, document.getElementsByTagName('*').length)
      last = now
      if ((window as unknown as { seen: Seen }).seen === seen) requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  await happens()
  return page.evaluate(() => (window as unknown as { seen: Seen }).seen)
}

/** How much of the time went by in frames that were late. */
const lateShare = (frames: readonly number[]): number => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return sum(frames.filter((frame) => frame > LATE)) / sum(frames)
}

/** Elements of the messages that are shown: in each of three lanes the last 60, with time, name and text. */
const MOST_MORE = 3 * 60 * 4

describe.skipIf(live === undefined)('thirty thousand messages', { timeout: 60_000 }, () => {
  it('leave the page responsive, and small', async () => {
    const { page } = await live!.visit()
    await page.getByRole('button', { name: 'Stop' }).first().click()
    const idle = await during(page, async () => {
      await page.evaluate(async () => new Promise((resolve) => setTimeout(resolve, 1_500)))
    })

    await page.getByRole('combobox', { name: 'Operation' }).selectOption('export')
    const verdict = page.locator('.verdict')
    const busy = await during(page, async () => {
      for (let run = 0; run < 3; run += 1) {
        await page.getByRole('button', { name: 'Run' }).click()
        await verdict.getByText(/^Identical$/).waitFor()
        expect(await verdict.textContent()).toBe('Identical: 10,000 messages.')
      }
    })
    expect(busy.frames.length).toBeGreaterThan(10)
    // On a machine of two cores that does nothing else: no frame is late, and the longest takes 100 ms.
    expect(lateShare(busy.frames) - lateShare(idle.frames)).toBeLessThan(0.3)
    expect(Math.max(...busy.frames)).toBeLessThan(500 + 2 * Math.max(...idle.frames))
    expect(busy.elements).toBeLessThanOrEqual(idle.elements + MOST_MORE)
  })
})
