import { createServer } from 'node:http'
import type { BenchServer } from './bench-server.ts'
import { answerChunks, answerTicks } from './by-hand.ts'

/** What everything is compared with: `node:http` by hand, one write for each event, `drain` honoured. */
export const nodeHttp: BenchServer = {
  title: 'node:http by hand',
  kind: 'baseline',
  packages: [],
  chunks: (script) => createServer((_req, res) => void answerChunks(res, script)),
  ticks: (script, options) => createServer((_req, res) => void answerTicks(res, script, options)),
}
