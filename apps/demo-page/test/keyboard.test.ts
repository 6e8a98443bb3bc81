import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

/** What has the focus, and how it shows. */
interface Focused {
  readonly index: number
  readonly outline: string
  readonly isInView: boolean
  readonly what: string
}

/** Everything that can be used, in the order of the page; a dialog that is closed cannot. */
const USABLE = [
  'a[href]',
  'button:enabled:not([tabindex="-1"])',
  'select:enabled',
  'input:enabled',
  'summary',
]
  .map((selector) => `${selector}:not(dialog *)`)
  .join()

async function focusedOf(page: Page): Promise<Focused> {
  return page.evaluate((usable) => {
    const element = document.activeElement ?? document.body
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, bottom } = element.getBoundingClientRect()
    return {
      index: [...document.querySelectorAll(usable)].indexOf(element),
      outline: `${outlineStyle} ${outlineWidth}`,
      what: element.outerHTML.slice(0, 60),
      isInView: bottom > 0 && top < innerHeight,
    }
  }, USABLE)
}

describe.skipIf(live === undefined)('by keyboard', { timeout: 60_000 }, () => {
  const { visit } = live!

  it('reaches everything, in order, and shows where it is', async () => {
    const { page } = await visit({ reducedMotion: 'reduce' })
    // While they run there is one button more, which may be gone when its turn comes.
    await page
      .locator('.verdict')
      .getByText(/^Identical$/)
      .waitFor()
    const count = await page.locator(USABLE).count()
    expect(count).toBeGreaterThan(25)
    const reached: number[] = []
    for (let presses = 0; presses < 100 && !reached.includes(count - 1); presses += 1) {
      await page.keyboard.press('Tab')
      const { index, outline, isInView, what } = await focusedOf(page)
      expect([outline, isInView], `after ${String(reached)} of ${count}: ${what}`).toEqual([
        'solid 3px',
        true,
      ])
      if (index >= 0) reached.push(index)
    }
    expect(reached).toEqual([...Array(count).keys()])
  })

  it('leads to each part of the page', async () => {
    const { page } = await visit({ reducedMotion: 'reduce' })
    for (const name of ['Side by side', 'Watch real data', 'Break it', 'The matrix']) {
      const link = page.getByRole('link', { name, exact: true })
      await link.focus()
      await page.keyboard.press('Enter')
      const heading = page.getByRole('heading', { name, exact: true })
      await expect
        .poll(() =>
          heading.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < innerHeight),
        )
        .toBe(true)
      // From there the tab key goes on.
      await page.keyboard.press('Tab')
      const section = page.getByRole('region', { name, exact: true })
      expect(await section.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
  })

  it('runs, stops, asks and exports', async () => {
    const { page } = await visit()
    await page.getByRole('combobox', { name: 'Operation' }).focus()
    await page.keyboard.type('Export')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page
      .locator('.verdict')
      .getByText(/^Identical$/)
      .waitFor()
    expect(await page.locator('.verdict').textContent()).toBe('Identical: 10,000 messages.')

    await page.getByRole('textbox', { name: 'Question' }).focus()
    await page.keyboard.press('Enter')
    const chat = page.getByRole('article', { name: 'A chat', exact: true })
    await expect.poll(() => chat.locator('.note').textContent()).toMatch(/^\d+ tokens/)
    // Ask cannot be used while it answers: the next one is Stop.
    await page.keyboard.press('Tab')
    expect(
      await chat.getByRole('button', { name: 'Stop' }).evaluate((e) => e === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Space')
    await expect.poll(() => chat.locator('.note').textContent()).toMatch(/, stopped$/)
  })
})
