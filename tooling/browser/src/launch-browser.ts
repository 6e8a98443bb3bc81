import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

const BROWSER_MISSING = 'No Chromium was found: install Chrome, or set CHROME_BIN to the path of a Chromium.'

/** A browser of ours asks nobody for anything by itself. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a Chromium without a window. Close it when the test is done: `await browser.close()`.
 *
 * @returns `undefined` when this machine has none, so that a test can be skipped and say so
 * @throws Error when there is none and `CI` is set: there, a test that is skipped is a test that is lost
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const found = await findChromium()
  if (found === undefined) {
    if (process.env['CI']) throw new Error(BROWSER_MISSING)
    console.error(BROWSER_MISSING)
    return undefined
  }
  const { executablePath, env } = found
  return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...ourEnvironment(), ...env } })
}

function ourEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
