import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FixableError } from './fixable-error.ts'

/** The demos are for the machine they run on. */
const HOST = '127.0.0.1'

/**
 * The port to serve at: `value`, as it stands in the environment, or else `defaultPort`.
 * @throws {FixableError} when `value` is no port
 */
export function portFrom(value: string | undefined, defaultPort: number): number {
  if (value === undefined || value === '') return defaultPort
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (port <= 65_535) return port
  throw new FixableError(
    `PORT is ${JSON.stringify(value)}: make it a number from 0 (any free port) to 65535, or leave it out for ${defaultPort}.`,
  )
}

/**
 * Listens, and returns the URL; port 0 is any free one.
 * @throws {FixableError} when the port cannot be had
 */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, HOST)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new FixableError(refusal(port, (cause as NodeJS.ErrnoException).code), { cause })
  }
  return `http://${HOST}:${(server.address() as AddressInfo).port}`
}

function refusal(port: number, code: string | undefined): string {
  const remedy = `choose another port, for example PORT=${port < 55_000 ? port + 5_000 : port - 5_000}.`
  if (code === 'EADDRINUSE') return `Port ${port} is busy: stop the program that listens there, or ${remedy}`
  return `Port ${port} cannot be used (${code ?? 'the system does not say why'}): ${remedy}`
}
