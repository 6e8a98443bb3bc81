import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createApi, drain } from '@sluice/core'
import { mount, toNodeListener } from '@sluice/node'
import { listen } from 'demo-shared'
import type { Demo } from '../processes/demo.ts'
import { demoList } from './demo-list.ts'
import { readPage } from './page-files.ts'
import { pageHandler } from './page-handler.ts'
import { restart } from './restart.ts'
import { sameOrigin } from './same-origin.ts'

/** Where it is built. */
const PAGE = fileURLToPath(new URL('../../../demo-page/dist/page', import.meta.url))

/** Milliseconds that a running restart has to end. */
const DRAIN_TIMEOUT = 1_000

/** The page, served. */
export interface ServedPage {
  /** `http://localhost:3000`, for example. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the page that shows the demos, by our own adapter for plain Node.
 * @param port 0 for any free one
 * @throws {FixableError} when the port cannot be had
 */
export async function servePage(port: number, demos: readonly Demo[]): Promise<ServedPage> {
  const files = readPage(PAGE)
  const page = pageHandler(
    files,
    demos.map(({ url }) => url),
  )
  const byName = new Map(demos.map((demo) => [demo.name.toLowerCase(), demo]))
  const server = createServer(toNodeListener(page))
  mount(
    server,
    createApi({
      title: 'The page of the demos',
      version: '0.0.0',
      operations: [demoList(demos), restart(byName)],
      middleware: [sameOrigin],
      openapi: false,
    }),
  )
  const url = new URL(await listen(server, port))
  // As people say it; listen() has made sure that it is the same.
  url.hostname = 'localhost'
  return {
    url: url.origin,
    close: async () => {
      const closed = once(server.close(), 'close')
      await drain({ timeout: DRAIN_TIMEOUT })
      server.closeAllConnections()
      await closed
    },
  }
}
