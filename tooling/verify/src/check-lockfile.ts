import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from 'workspace'
import { verdict, type Outcome } from './outcome.ts'

const ADDRESS = /\b(?:https?|git\+\w+|git|ssh):\/\/|\btarball:/

/** A lockfile with an address in it installs from there, whatever registry the person installing has chosen. */
export function checkLockfile(): Promise<Outcome> {
  const addresses = linesWithAddress(readFileSync(join(REPOSITORY, 'pnpm-lock.yaml'), 'utf8'))
  return Promise.resolve(verdict(addresses.length === 0, addresses.join('\n')))
}

/** The lines that hold an address, each as `pnpm-lock.yaml:12: the line`. */
export function linesWithAddress(lockfile: string): string[] {
  return lockfile
    .split('\n')
    .map((line, index) => `pnpm-lock.yaml:${index + 1}: ${line.trim()}`)
    .filter((line) => ADDRESS.test(line))
}
