import { launchFirefox } from 'browser'
import { afterAll, describe, expect, it } from 'vitest'
import { launchDemos } from './launched-demos.ts'
import { cardOf, countOf } from './page-in-use.ts'

const browser = await launchFirefox()
const demos = browser === undefined ? undefined : await launchDemos()
afterAll(async () => {
  await browser?.close()
  await demos?.stop()
})
if (browser === undefined) console.error('No Firefox is installed: the page is tested in Chromium only.')

describe.skipIf(browser === undefined)('in Firefox, where it is installed', { timeout: 60_000 }, () => {
  it('shows the same streams, and goes on where a connection was lost', async () => {
    const page = await browser!.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(20_000)
    await page.goto(demos!.url)
    await page
      .locator('.verdict')
      .getByText(/^Identical$/)
      .waitFor()

    const card = cardOf(page, 'Lose the connection')
    await card.getByRole('button', { name: 'Follow' }).click()
    const ticks = async (): Promise<number> => Number(await countOf(card, 'Ticks'))
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(5)
    await card.getByRole('button', { name: 'Drop the connection' }).click()
    await expect.poll(() => countOf(card, 'Connections'), { timeout: 15_000 }).toBe('2')
    const before = await ticks()
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(before + 5)
    expect([await countOf(card, 'Lost'), await countOf(card, 'Repeated')]).toEqual(['0', '0'])
    await page.close()
  })
})
