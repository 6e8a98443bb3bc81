import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createApi, stream, type StreamHandler, StreamRegistry } from '@sluice/core'
import { mount, toNodeListener } from '@sluice/node'
import type { Demo } from '../processes/demo.ts'
import { demoList } from './demo-list.ts'
import { listenOnLocalhost } from './listen-on-localhost.ts'
import { readPage } from './page-files.ts'
import { pageHandler } from './page-handler.ts'
import { restart } from './restart.ts'
import { sameOrigin } from './same-origin.ts'

/** Where it is built. */
const PAGE = fileURLToPath(new URL('../../../demo-page/dist/page', import.meta.url))

/** Milliseconds that a running restart has to end. */
const DRAIN_TIMEOUT = 1_000

/** A demo as the page knows it. */
export type PageDemo = Pick<Demo, 'name' | 'url' | 'restart'>

/** The page, served. */
export interface ServedPage {
  /** `http://localhost:3000`, for example. */
  readonly url: string
  /** From now on it is there, and shows these; until then it is answered 503. To be called once. */
  show(demos: readonly PageDemo[]): void
  close(): Promise<void>
}

/**
 * Serves the page that shows the demos, by our own adapter for plain Node. It has its port before there are demos: one
 * that is busy, because the demos run already most likely, is said at once and by nobody else.
 *
 * @param port 0 for any free one
 * @throws {FixableError} when the port cannot be had
 * @throws {Error} when the page has not been built
 */
export async function servePage(port: number): Promise<ServedPage> {
  const files = readPage(PAGE)
  let page: StreamHandler = notYet
  const streams = new StreamRegistry()
  const server = createServer(toNodeListener((ctx) => page(ctx), { streams }))
  const listening = await listenOnLocalhost(server, port)
  return {
    url: listening.url,
    show(demos) {
      page = pageHandler(
        files,
        demos.map((demo) => demo.url),
      )
      mount(
        server,
        createApi({
          title: 'The page of the demos',
          version: '0.0.0',
          operations: [
            demoList(demos),
            restart(new Map(demos.map((demo) => [demo.name.toLowerCase(), demo]))),
          ],
          middleware: [sameOrigin],
          streams,
          openapi: false,
        }),
      )
    },
    close: async () => {
      const closed = listening.close()
      await streams.drain({ timeout: DRAIN_TIMEOUT })
      server.closeAllConnections()
      await closed
    },
  }
}

/** Until the demos have started. A browser asks again by itself. */
const notYet: StreamHandler = () =>
  stream(({ writer }) => writer.write('The demos are being started.\n'), {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', refresh: '1' },
  })
