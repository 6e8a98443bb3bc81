import { join } from 'node:path'
import type { Chromium } from './chromium.ts'
import { findProgram, type WantedProgram } from './find-program.ts'
import { unpackChromium } from './unpack-chromium.ts'

const CHROME: WantedProgram = {
  variable: 'CHROME_BIN',
  names: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'],
  places: {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
      join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
    ),
  },
}

/**
 * Looks for a Chromium: `$CHROME_BIN`, then an installed Chrome or Chromium, then the one that comes
 * with npm, which is for Linux on x64 and is unpacked the first time (about five seconds).
 *
 * @returns `undefined` when there is none
 * @throws Error when `$CHROME_BIN` names no program, because whoever set it means that one
 */
export async function findChromium(): Promise<Chromium | undefined> {
  const executablePath = findProgram(CHROME)
  if (executablePath !== undefined) return { executablePath, env: {} }
  return process.platform === 'linux' && process.arch === 'x64' ? unpackChromium() : undefined
}
