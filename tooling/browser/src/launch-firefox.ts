import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { findProgram, type WantedProgram } from './find-program.ts'

const FIREFOX: WantedProgram = {
  variable: 'FIREFOX_BIN',
  names: ['firefox', 'firefox-esr'],
  places: {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)'].map((name) =>
      join(process.env[name] ?? '', 'Mozilla Firefox/firefox.exe'),
    ),
  },
}

/**
 * Starts an installed Firefox without a window, over WebDriver BiDi: by Puppeteer, because Playwright asks for more of
 * that protocol than the long-lived releases know. Close it when the test is done.
 *
 * @returns `undefined` when none is installed, so that a test can be skipped and say so: unlike a Chromium, none comes
 *   with npm
 * @throws Error when `$FIREFOX_BIN` names no program
 */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = findProgram(FIREFOX)
  if (executablePath === undefined) return undefined
  return puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
}
