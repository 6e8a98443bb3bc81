import { stream, StreamRegistry } from '@sluice/core'
import { isHttp2 } from '@sluice/node'

import { changed, type Flaw, overlay, withContext, withListener, withSink } from './flaw.ts'

const leaked: NodeJS.Timeout[] = []

/** Ends what the leaking adapter has left behind. */
export function clearLeaks(): void {
  for (const timer of leaked.splice(0)) clearTimeout(timer)
}

/** Ways to break the clauses of a stream, H1 to S1. */
export const streamFlaws: readonly Flaw[] = [
  {
    what: 'sends the head only with the first bytes',
    caughtBy: 'H1.commit',
    exchange: (exchange) => withSink(exchange, () => ({ flush: () => true })),
  },
  {
    what: 'joins repeated headers',
    caughtBy: 'H2.repeated',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        open: (head) =>
          sink.open({
            ...head,
            headers: head.headers.map((entry) => ({ ...entry, values: [entry.values.join(', ')] })),
          }),
      })),
  },
  {
    what: "drops a header of the framework's middleware",
    caughtBy: 'H3.stream',
    exchange: (exchange, _req, res) =>
      withSink(exchange, (sink) => ({
        open: (head) => {
          res.removeHeader('access-control-allow-origin')
          sink.open(head)
        },
      })),
  },
  {
    what: 'cleans illegal header values up in silence',
    caughtBy: 'H4.set-crlf',
    handler: (handler) =>
      withContext(handler, (ctx) => ({
        setHeader: (name: string, value: string) => ctx.setHeader(name, value.replaceAll(/[^ -~]/g, '')),
      })),
  },
  {
    what: 'sends connection-specific headers over HTTP/2',
    caughtBy: 'H5.unset',
    protocol: 'h2c',
    exchange: (exchange, _req, res) =>
      withSink(exchange, (sink) => ({
        open: (head) => {
          // Node refuses them: the stream is cut off in place of a response.
          if (isHttp2(res)) res.stream.respond({ ':status': head.status, connection: 'keep-alive' })
          sink.open(head)
        },
      })),
  },
  {
    what: 'takes HEAD for GET',
    caughtBy: 'H6.head-settled',
    exchange: (exchange) => changed(exchange, { request: overlay(exchange.request, { method: 'GET' }) }),
  },
  {
    what: 'sends text as ISO 8859-1',
    caughtBy: 'B1.text-bytes',
    exchange: (exchange) =>
      withSink(exchange, (sink) => {
        const spoil = (chunk: string | Uint8Array): Buffer =>
          Buffer.from(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk), 'latin1')
        return {
          write: (chunk) => sink.write(spoil(chunk)),
          end: (last, ...args) => sink.end(last === undefined ? undefined : spoil(last), ...args),
        }
      }),
  },
  {
    what: 'sends large chunks twice',
    caughtBy: 'B1.large-chunks',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        write: (chunk) => (chunk.length > 1_000_000 && sink.write(chunk), sink.write(chunk)),
      })),
  },
  {
    what: 'buffers the body until its end',
    caughtBy: 'B2.one',
    exchange: (exchange) => {
      const held: (string | Uint8Array)[] = []
      return withSink(exchange, (sink) => ({
        write: (chunk) => held.push(chunk) > 0,
        flush: () => true,
        end: (...args) => {
          for (const chunk of held) sink.write(chunk)
          sink.end(...args)
        },
      }))
    },
  },
  {
    what: 'never says that a flush is done',
    caughtBy: 'B3.large',
    exchange: (exchange) => withSink(exchange, () => ({ flush: () => false })),
  },
  {
    what: 'closes the connection after each response',
    caughtBy: 'B4.keep-alive',
    exchange: (exchange, _req, res) =>
      withSink(exchange, (sink) => ({
        end: (last, done, lastOnConnection) => {
          const { socket } = res
          const close = (): void => {
            socket?.destroySoon()
            done()
          }
          sink.end(last, close, lastOnConnection)
        },
      })),
  },
  {
    what: 'sends no response when nothing was written',
    caughtBy: 'B5.at-once',
    exchange: (exchange) => {
      let wrote = false
      return withSink(exchange, (sink) => ({
        write: (chunk) => {
          wrote = true
          return sink.write(chunk)
        },
        end: (last, done, lastOnConnection) =>
          wrote || last !== undefined
            ? sink.end(last, done, lastOnConnection)
            : sink.abort(undefined, lastOnConnection),
      }))
    },
  },
  {
    what: 'ignores backpressure',
    caughtBy: 'P1.stalled',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({ write: (chunk) => (sink.write(chunk), true), flush: () => true })),
  },
  {
    what: 'never says that there is room again',
    caughtBy: 'P2.room',
    exchange: (exchange) => withListener(exchange, () => ({ room: () => undefined })),
  },
  {
    what: 'has write deadlines that do nothing',
    caughtBy: 'P3.fixed',
    handler: (handler) =>
      withContext(handler, (ctx) => ({ writer: overlay(ctx.writer, { setWriteDeadline: () => undefined }) })),
  },
  {
    what: 'has read deadlines that do nothing',
    caughtBy: 'P4.before-head',
    handler: (handler) =>
      withContext(handler, (ctx) => ({ body: overlay(ctx.body, { setReadDeadline: () => undefined }) })),
  },
  {
    what: 'takes whatever is written without awaiting',
    caughtBy: 'P5.option',
    options: (options) => ({ ...options, maxBufferedBytes: Number.POSITIVE_INFINITY }),
  },
  {
    what: 'does not notice that the client leaves',
    caughtBy: 'L1.reset',
    exchange: (exchange) => withListener(exchange, () => ({ gone: () => undefined })),
  },
  {
    what: 'takes the end of the request for the client leaving',
    caughtBy: 'L1.body-read',
    exchange: (exchange, req) =>
      changed(exchange, {
        listen: (listener) => {
          exchange.listen(listener)
          req.on('close', () => listener.gone())
        },
      }),
  },
  {
    what: 'swallows writes after the client has left',
    caughtBy: 'L2.late-reset',
    handler: (handler) =>
      withContext(handler, (ctx) => ({
        writer: overlay(ctx.writer, {
          write: (chunk: string) => ctx.writer.write(chunk).catch(() => undefined),
        }),
      })),
  },
  {
    what: 'leaves parked iterators alone',
    caughtBy: 'L3.iterator',
    handler: (handler) => async (ctx) => {
      const response = await handler(ctx)
      return {
        ...response,
        body: (inner) => {
          const chunks = response.body(inner)
          if (typeof chunks !== 'object' || !(Symbol.asyncIterator in chunks)) return chunks
          const iterator = chunks[Symbol.asyncIterator]()
          return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) }
        },
      }
    },
  },
  {
    what: 'reports clients that leave as failures',
    caughtBy: 'L4.until',
    handler: (handler, options) => (ctx) => {
      ctx.signal.addEventListener('abort', () => options.onError?.(ctx.signal.reason, ctx))
      return handler(ctx)
    },
  },
  {
    what: 'keeps a timer for each exchange',
    caughtBy: 'L5.clean',
    handler: (handler) => (ctx) => {
      leaked.push(setTimeout(() => ctx.method, 600_000).unref())
      return handler(ctx)
    },
  },
  {
    what: 'sends the error itself to the client',
    caughtBy: 'E1.unknown-body',
    handler: (handler) => async (ctx) => {
      const response = await handler(ctx)
      return stream(async (inner) => {
        try {
          await response.body(inner)
        } catch (error) {
          ctx.status = 500
          ctx.setHeader('content-length', String(error).length)
          await ctx.writer.write(String(error))
        }
      }, response)
    },
  },
  {
    what: 'ends cleanly after a failure',
    caughtBy: 'E2.throw',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({ abort: () => sink.end(undefined, () => undefined, false) })),
  },
  {
    what: 'reports failures twice',
    caughtBy: 'E3.after',
    options: ({ onError, ...options }) => ({
      ...options,
      onError: (error, ctx) => {
        onError?.(error, ctx)
        onError?.(error, ctx)
      },
    }),
  },
  {
    what: 'swallows failures',
    caughtBy: 'E3.before-body',
    options: (options) => ({ ...options, onError: () => undefined }),
  },
  {
    what: 'answers a problem where the framework was to answer',
    caughtBy: 'E4.body',
    options: (options) => ({ ...options, errors: 'problem' }),
  },
  {
    what: 'decodes the target before anyone can read it',
    caughtBy: 'R1.query',
    exchange: (exchange) =>
      changed(exchange, {
        request: overlay(exchange.request, { target: decodeURIComponent(exchange.request.target) }),
      }),
  },
  {
    what: 'forgets the body limit',
    caughtBy: 'R2.limit-declared',
    options: ({ bodyLimit, ...options }) => options,
  },
  {
    what: 'reads a request body whole before it hands it on',
    caughtBy: 'R2.duplex',
    exchange: (exchange) => {
      const { body } = exchange.request
      const chunks: Uint8Array[] = []
      let ended = false
      const read = async (): Promise<Uint8Array | undefined> => {
        for (
          let chunk = ended ? undefined : await body.read();
          chunk !== undefined;
          chunk = await body.read()
        )
          chunks.push(chunk)
        ended = true
        return chunks.shift()
      }
      return changed(exchange, { request: overlay(exchange.request, { body: overlay(body, { read }) }) })
    },
  },
  {
    what: 'loses the parts of a form after the first',
    caughtBy: 'R3.parts',
    exchange: (exchange) =>
      changed(exchange, {
        async *parseMultipart(...args) {
          for await (const part of exchange.parseMultipart?.(...args) ?? []) {
            yield part
            return
          }
        },
      }),
  },
  {
    what: 'does not count its streams',
    caughtBy: 'S1.refuse',
    options: (options) => ({ ...options, streams: new StreamRegistry() }),
  },
]
