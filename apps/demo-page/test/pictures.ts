import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

/** Where a run of the tests leaves what it saw; git does not know of it. */
const FOLDER = new URL('../screenshots/', import.meta.url)

/** Keeps what the page looks like, all of it. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, FOLDER)), fullPage: true })
}
