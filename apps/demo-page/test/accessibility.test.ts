import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf, useEverything } from './page-in-use.ts'
import { picture } from './pictures.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

const DESKTOP = { viewport: { width: 1280, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** What axe finds, in a part of the page, that keeps people out. */
async function findings(page: Page, part: string): Promise<string[]> {
  // As a debugger does: the page's policy lets no other script in.
  await page.evaluate(axe.source)
  const results = (await page.evaluate(
    `axe.run(${JSON.stringify(part)}, { resultTypes: ['violations'] })`,
  )) as axe.AxeResults
  expect(results.passes.length).toBeGreaterThan(10)
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

describe.skipIf(live === undefined)('for everybody', { timeout: 60_000 }, () => {
  const { visit } = live!

  it('nothing serious is found, light and dark, on a desktop and on a phone', async () => {
    const visits = [
      { name: 'light-desktop', colorScheme: 'light', ...DESKTOP },
      { name: 'light-phone', colorScheme: 'light', ...PHONE },
      { name: 'dark-desktop', colorScheme: 'dark', ...DESKTOP },
      { name: 'dark-phone', colorScheme: 'dark', ...PHONE },
    ] as const
    const found = await Promise.all(
      visits.map(async ({ name, ...options }) => {
        const { page } = await visit({ ...options, reducedMotion: 'reduce' })
        await useEverything(page)
        await page.getByRole('button', { name: 'Before the head' }).click()
        await expect.poll(() => cardOf(page, 'Throw').locator('dd').last().textContent()).toMatch(/^500/)
        await picture(page, name)
        await page.getByText('The handler, and what mounts it').click()
        const ofPage = await findings(page, 'html')
        await page.getByRole('button', { name: 'hono over h2, P3: kept' }).click()
        await page.getByRole('dialog').waitFor()
        return { name, found: [...ofPage, ...(await findings(page, 'dialog'))] }
      }),
    )
    expect(found).toEqual(visits.map(({ name }) => ({ name, found: [] })))
  })

  it('finds what it should find', async () => {
    const { page } = await visit()
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('button'), { type: 'button' }))
    })
    expect(await findings(page, 'html')).toEqual([expect.stringContaining('button-name')])
  })
})
