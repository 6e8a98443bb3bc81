import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DocsRenderer, stream, type StreamHandler } from '@sluice/core'
import { docsPage } from '@sluice/docs'
import { toExpressHandler } from '@sluice/express'
import { toNodeListener } from '@sluice/node'
import express from 'express'
import helmet from 'helmet'
import { DOCUMENT } from './document.ts'

/** A server with the page on it. */
export interface Served extends AsyncDisposable {
  /** With the mount prefix and without a slash at its end. */
  readonly base: string
}

const openapi =
  (document: object): StreamHandler =>
  () =>
    stream(({ writer }) => writer.write(JSON.stringify(document)), {
      headers: { 'content-type': 'application/vnd.oai.openapi+json;version=3.2' },
    })

/** What the countdown sends as JSON Lines. */
export const LINES = '{"event":"tick","data":{"left":3}}\n{"event":"tick","data":{"left":2}}\n'

/** As an event stream: one tick, and then nothing until the client leaves. As JSON Lines: two lines, and the end. */
const countdown =
  (onLeft: () => void): StreamHandler =>
  (ctx) => {
    if (ctx.headers.get('accept') === 'application/jsonl') {
      return stream(({ writer }) => writer.write(LINES), {
        headers: { 'content-type': 'application/jsonl' },
      })
    }
    return stream(
      async ({ writer, signal }) => {
        signal.addEventListener('abort', onLeft)
        await writer.write('id: 3\nevent: tick\ndata: {"left":3}\n\n')
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error))
        })
      },
      { settled: true, headers: { 'content-type': 'text/event-stream' } },
    )
  }

/** Everything a client may ask for. `onLeft` hears of the client that leaves the countdown. */
function handlers(
  docs: DocsRenderer,
  onLeft: () => void,
  document: object = DOCUMENT,
): ReadonlyMap<string, StreamHandler> {
  return new Map([
    ['/openapi.json', openapi(document)],
    ['/countdown/3', countdown(onLeft)],
    ...docs.routes.map(({ path, handler }) => [path, handler] as const),
  ])
}

/** Plain Node with the smallest of routers. */
export async function serveWithNode(
  docs: DocsRenderer = docsPage(),
  onLeft = (): void => {},
  document: object = DOCUMENT,
): Promise<Served> {
  const routes = handlers(docs, onLeft, document)
  return serve((req, res) => {
    const [path = ''] = (req.url ?? '').split('?', 1)
    const handler = routes.get(path.replace(/\/$/, ''))
    if (handler === undefined) return void res.writeHead(404).end()
    toNodeListener(handler)(req, res)
  })
}

/** Express below a prefix, with helmet as it comes: its own content security policy in front of ours. */
export async function serveWithExpress(
  docs: DocsRenderer = docsPage(),
  onLeft = (): void => {},
): Promise<Served> {
  const router = express.Router()
  for (const [path, handler] of handlers(docs, onLeft)) router.get(path, toExpressHandler(handler))
  const served = await serve(express().use(helmet()).use('/api/v1', router))
  return { ...served, base: `${served.base}/api/v1` }
}

async function serve(listener: RequestListener): Promise<Served> {
  const server: Server = createServer(listener)
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
