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

  it.each([
    ['light', 'desktop', DESKTOP],
    ['light', 'phone', PHONE],
    ['dark', 'desktop', DESKTOP],
    ['dark', 'phone', PHONE],
  ] as const)('nothing serious is found, %s, on a %s', async (colorScheme, name, device) => {
    const { page } = await visit({ ...device, colorScheme, reducedMotion: 'reduce' })
    await useEverything(page)
    await page.getByRole('button', { name: 'Before the head' }).click()
    await expect.poll(() => cardOf(page, 'Throw').locator('dd').last().textContent()).toMatch(/^500/)
    await picture(page, `${colorScheme}-${name}`)
    await page.getByText('The handler, and what mounts it').click()
    expect(await findings(page, 'html')).toEqual([])
    await page.getByRole('button', { name: 'hono over h2, P3: kept' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await findings(page, 'dialog')).toEqual([])
  })

  it('finds what it should find', async () => {
    const { page } = await visit()
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('button'), { type: 'button' }))
    })
    expect(await findings(page, 'html')).toEqual([expect.stringContaining('button-name')])
  })
})
