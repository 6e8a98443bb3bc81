import type { Server } from 'node:http'
import type { DemoApi } from '../demo-api.ts'
import { curlCommand, examples, isClickable } from '../examples.ts'
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
  /** What the server serves; it is closed when the demo stops. */
  readonly demo: DemoApi
}

/**
 * Serves a demo on 127.0.0.1 until SIGINT or SIGTERM, and prints where. If it cannot listen, one line says what to do,
 * and the process exits with code 1.
 */
export async function serveDemo({ name, defaultPort, server, demo }: Demo): Promise<void> {
  try {
    const url = await listen(server, portFrom(process.env['PORT'], defaultPort))
    demo.responses.watch(server)
    stopServingOnSignal(server, () => demo.close())
    console.log(welcome(name, url, demo.logFile))
  } catch (error) {
    if (!(error instanceof FixableError)) throw error
    console.error(error.message)
    process.exitCode = 1
    await demo.close()
  }
}

function welcome(name: string, url: string, logFile: string): string {
  const requests = examples.map((example) =>
    isClickable(example) ? `  ${url}${example.target}` : `  ${curlCommand(url, example)}`,
  )
  return [
    `Sluice on ${name}: ${url}`,
    '',
    ...requests,
    '',
    `Its log, whose lines /log sends: ${logFile}`,
    'Ctrl-C stops it.',
  ].join('\n')
}
