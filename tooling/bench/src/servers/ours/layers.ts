import { stream } from '@sluice/core'
import type { BenchServer } from '../bench-server.ts'
import { encodeTick, EVENT_STREAM_HEADERS } from '../by-hand.ts'
import { contentApi } from './content-api.ts'
import { handlerOf } from './handler-of.ts'
import { onNode } from './node.ts'
import { tickApi } from './tick-api.ts'

// Each layer of ours alone, on the adapter for `node:http`: a regression shows in the first row that has it.
// What the layers above cost is the difference of two rows. `ctx.writer` with bytes is the row of the adapter itself.

/** The writer and the adapter: events that the handler has encoded itself. */
export const writerLayer: BenchServer = {
  title: 'layer: writer (events encoded by hand)',
  kind: 'layer',
  packages: [],
  only: ['one-client', 'clients-200'],
  chunks: 'the row of Sluice on node:http is the same',
  ticks: (script) =>
    onNode.serveHandler(
      () =>
        stream(
          (ctx) =>
            script.push(
              (tick) => ctx.writer.write(encodeTick(tick)),
              (listener) => ctx.signal.addEventListener('abort', listener),
            ),
          { headers: EVENT_STREAM_HEADERS, settled: true },
        ),
      { onError: () => {} },
    ),
}

/** The encoder of Server-Sent Events above it: the typed `send`, which checks nothing, without routing. */
export const encoderLayer: BenchServer = {
  title: 'layer: SSE encoder (typed send)',
  kind: 'layer',
  packages: [],
  only: ['one-client', 'clients-200'],
  chunks: 'bytes are not encoded',
  ticks: (script, { heartbeat }) =>
    onNode.serveHandler(handlerOf(tickApi(script, { heartbeat: heartbeat ?? false, validate: false })), {
      onError: () => {},
    }),
}

/** An operation around the same bytes: routing, negotiation, input. */
export const operationLayer: BenchServer = {
  title: 'layer: operation',
  kind: 'layer',
  packages: [],
  only: ['short-tick', 'short-spread'],
  chunks: (script) => onNode.serveApi(contentApi(script, 0)),
  ticks: 'the row of Sluice on node:http is the same',
}

/** Five middlewares that do nothing, around the operation. */
export const middlewareLayer: BenchServer = {
  title: 'layer: operation with five middlewares',
  kind: 'layer',
  packages: [],
  only: ['short-tick', 'short-spread'],
  chunks: (script) => onNode.serveApi(contentApi(script, 5)),
  ticks: 'a middleware costs nothing per event',
}
