import type { Server } from 'node:http'
import { curlCommand, examples } from '../examples.ts'
import { FixableError } from './fixable-error.ts'
import { listen, portFrom } from './listen.ts'
import { stopServingOnSignal } from './stop-serving.ts'

/** A demo that is ready to be served. */
export interface Demo {
  /** Name of its framework. */
  readonly name: string
  /** Where it listens unless `PORT` says otherwise. */
  readonly defaultPort: number
  readonly server: Server
}

/**
 * Serves a demo on 127.0.0.1 until SIGINT or SIGTERM, and prints where. If it cannot listen, one line says what to do,
 * and the process exits with code 1.
 */
export async function serveDemo({ name, defaultPort, server }: Demo): Promise<void> {
  try {
    const url = await listen(server, portFrom(process.env['PORT'], defaultPort))
    stopServingOnSignal(server)
    console.log(welcome(name, url))
  } catch (error) {
    if (!(error instanceof FixableError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

function welcome(name: string, url: string): string {
  const routes = examples.map(({ method, target }) =>
    method === 'GET' ? `  ${url}${target}` : `  ${curlCommand(url + target)}`,
  )
  return [`Sluice on ${name}: ${url}`, '', ...routes, '', 'Ctrl-C stops it.'].join('\n')
}
