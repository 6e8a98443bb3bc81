import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A card of the page, by its heading. */
export function cardOf(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true })
}

/** What is counted of a stream, by what the page calls it. */
export async function countOf(card: Locator, name: string): Promise<string> {
  const place = card
    .locator('.counts > div')
    .filter({ has: card.page().locator('dt', { hasText: new RegExp(`^${name}$`) }) })
  return (await place.locator('dd').textContent()) ?? ''
}

/** Uses the panels that go on by themselves, as a visitor would who tries everything that does not fail. */
export async function useEverything(page: Page): Promise<void> {
  await cardOf(page, 'A chat').getByRole('button', { name: 'Ask' }).click()
  const exporting = cardOf(page, 'An export')
  await exporting.getByRole('combobox').selectOption('Hono')
  await exporting.getByRole('button', { name: 'Export' }).click()
  const resume = cardOf(page, 'Lose the connection')
  await resume.getByRole('combobox').selectOption('Koa')
  await resume.getByRole('button', { name: 'Follow' }).click()
  await expect.poll(() => resume.locator('dd').first().textContent()).toBe('open')
  await expect.poll(() => exporting.locator('.server-view').textContent()).toContain('rows sent')
  await exporting.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => exporting.locator('.server-view').textContent()).toContain('the client left')
  const chat = cardOf(page, 'A chat')
  await expect
    .poll(() => chat.getByRole('button', { name: 'Stop' }).isDisabled(), { timeout: 10_000 })
    .toBe(true)
  await page
    .locator('.verdict')
    .getByText(/^Identical$/)
    .waitFor()
}
