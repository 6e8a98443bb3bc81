import { createServer, type Server } from 'node:http'
import { PassThrough } from 'node:stream'
import Koa from 'koa'
import type { BenchServer } from './bench-server.ts'
import { EVENT_STREAM_HEADERS, sendChunks, sendTicks } from './by-hand.ts'

/** Koa 3 with a `PassThrough` as its body, as its documentation shows it. */
export const koaByHand: BenchServer = {
  title: 'Koa, PassThrough',
  kind: 'peer',
  packages: ['koa'],
  chunks: (script) =>
    serve({ 'content-type': 'application/octet-stream' }, (body) => void sendChunks(body, script)),
  ticks: (script, options) => serve(EVENT_STREAM_HEADERS, (body) => void sendTicks(body, script, options)),
}

function serve(headers: Readonly<Record<string, string>>, send: (body: PassThrough) => void): Server {
  const app = new Koa({ asyncLocalStorage: false })
  // A client that leaves is no failure here.
  app.on('error', () => {})
  app.use((ctx) => {
    const body = new PassThrough()
    ctx.set(headers)
    ctx.body = body
    send(body)
  })
  return createServer(app.callback())
}
