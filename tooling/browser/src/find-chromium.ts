import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Chromium } from './chromium.ts'
import { unpackChromium } from './unpack-chromium.ts'

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']

/** Where Chrome is installed on systems that do not put programs on the PATH. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
}

/**
 * Looks for a Chromium: `$CHROME_BIN`, then an installed Chrome or Chromium, then the one that comes
 * with npm, which is for Linux on x64 and is unpacked the first time (about five seconds).
 *
 * @returns `undefined` when there is none
 * @throws Error when `$CHROME_BIN` names no program, because whoever set it means that one
 */
export async function findChromium(): Promise<Chromium | undefined> {
  const chosen = process.env['CHROME_BIN']
  if (chosen !== undefined && chosen !== '') {
    if (!isProgram(chosen)) throw new Error(`CHROME_BIN names no program that can be run: ${chosen}`)
    return { executablePath: chosen, env: {} }
  }
  const installed = candidates().find(isProgram)
  if (installed !== undefined) return { executablePath: installed, env: {} }
  return process.platform === 'linux' && process.arch === 'x64' ? unpackChromium() : undefined
}

function candidates(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...(PLACES[process.platform] ?? [])]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
