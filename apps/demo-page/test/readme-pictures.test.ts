import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf } from './page-in-use.ts'

// Only for whoever wants them anew, so that a run of the tests changes no file that git knows.
const isAsked = process.env['SLUICE_README_PICTURES'] !== undefined
const live = isAsked ? await startLivePage() : undefined
afterAll(async () => live?.stop())

const DOCS = new URL('../../../docs/', import.meta.url)

describe.skipIf(live === undefined)('pictures for the README', { timeout: 120_000 }, () => {
  it.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const { page } = await live!.visit({ colorScheme, viewport: { width: 1200, height: 1040 } })
    const exporting = cardOf(page, 'An export')
    await exporting.getByRole('combobox').selectOption('Koa')
    await exporting.getByRole('button', { name: 'Export' }).click()
    // So that there is something to see in the charts: about half a minute of some work.
    await expect
      .poll(() => exporting.getByRole('button', { name: 'Cancel' }).isDisabled(), { timeout: 60_000 })
      .toBe(true)
    await page.getByRole('button', { name: 'Run' }).click()
    await page
      .locator('.verdict')
      .getByText(/^Identical$/)
      .waitFor()
    const path = fileURLToPath(new URL(`live-page-${colorScheme}.png`, DOCS))
    const charts = await page.locator('#watch .charts').boundingBox()
    const { width = 0 } = page.viewportSize() ?? {}
    const height = (charts?.y ?? 0) + (charts?.height ?? 0) + 24
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } })
    expect(statSync(path).size).toBeLessThan(300_000)
  })
})
