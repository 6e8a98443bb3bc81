import { createServer } from 'node:http'
import type { BenchServer } from './bench-server.ts'
import { answerAtOnce, answerChunks, answerTicks } from './by-hand.ts'

/** What everything is compared with: `node:http` by hand, one write for each event, `drain` honoured. */
export const nodeHttp: BenchServer = {
  title: 'node:http by hand',
  kind: 'baseline',
  packages: [],
  chunks: (script) => createServer((_req, res) => void answerChunks(res, script)),
  ticks: (script, options) => createServer((_req, res) => void answerTicks(res, script, options)),
}

/** A short stream of which nothing is streamed. */
export const nodeHttpOneEnd: BenchServer = {
  title: 'node:http, one end',
  kind: 'limit',
  packages: [],
  only: ['short-tick'],
  chunks: (script) => createServer((_req, res) => void answerAtOnce(res, script)),
  ticks: 'a stream of events is not complete at once',
}
