import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { FixableError } from './fixable-error.ts'

/** The demos are for the machine they run on. */
const HOST = '127.0.0.1'

/** Of all there are. */
const LAST_PORT = 65_535

/**
 * The port to serve at: `value`, as it stands in the environment, or else `defaultPort`.
 * @param following how many ports are needed after it
 * @throws {FixableError} when `value` is no port, or too few follow it
 */
export function portFrom(value: string | undefined, defaultPort: number, following = 0): number {
  if (value === undefined || value === '') return defaultPort
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  const last = LAST_PORT - following
  if (port <= last) return port
  throw new FixableError(
    `PORT is ${JSON.stringify(value)}: make it a number from 0 (any free port) to ${last}, or leave it out for ${defaultPort}.`,
  )
}

/**
 * Listens, and returns the URL; port 0 is any free one.
 * @param host an address of this machine: 127.0.0.1 unless given, or `::1`
 * @throws {FixableError} when the port cannot be had; its cause has the system's `code`
 */
export async function listen(
  server: Server,
  port: number,
  host: '127.0.0.1' | '::1' = HOST,
): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new FixableError(refusal(port, (cause as NodeJS.ErrnoException).code), { cause })
  }
  return `http://${host === HOST ? host : `[${host}]`}:${(server.address() as AddressInfo).port}`
}

function refusal(port: number, code: string | undefined): string {
  const remedy = `choose another port, for example PORT=${port < 55_000 ? port + 5_000 : port - 5_000}.`
  if (code === 'EADDRINUSE') return `Port ${port} is busy: stop the program that listens there, or ${remedy}`
  return `Port ${port} cannot be used (${code ?? 'the system does not say why'}): ${remedy}`
}
