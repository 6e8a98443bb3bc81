import { isHttp2 } from '@sluice/node'

import { changed, type Flaw, overlay, withHeaders, withListener, withSink } from './flaw.ts'

/** Ways to break the clauses of operations, O1 to O6. */
export const operationFlaws: readonly Flaw[] = [
  {
    what: 'loses the cookies of a request',
    caughtBy: 'O1.valid',
    exchange: (exchange) => withHeaders(exchange, (name, value) => (name === 'cookie' ? undefined : value)),
  },
  {
    what: 'keeps one of several query parameters of a name',
    caughtBy: 'O1.query',
    exchange: (exchange) => {
      const [path = '', query = ''] = exchange.request.target.split('?')
      const single = new URLSearchParams(Object.fromEntries(new URLSearchParams(query)))
      const target = `${path}?${single.toString()}`
      return changed(exchange, { request: overlay(exchange.request, { target }) })
    },
  },
  {
    what: 'takes any body for JSON',
    caughtBy: 'O1.type',
    exchange: (exchange) =>
      withHeaders(exchange, (name, value) => (name === 'content-type' ? 'application/json' : value)),
  },
  {
    what: 'answers refusals with a type of its own',
    caughtBy: 'O1.all-at-once',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        open: (head) =>
          sink.open({
            ...head,
            headers: head.headers.map((entry) =>
              entry.name === 'content-type' && head.status >= 400
                ? { ...entry, values: ['application/json'] }
                : entry,
            ),
          }),
      })),
  },
  {
    what: 'loses the accept header',
    caughtBy: 'O2.named',
    exchange: (exchange) => withHeaders(exchange, (name, value) => (name === 'accept' ? undefined : value)),
  },
  {
    what: 'sees the first of several accept headers only',
    caughtBy: 'O2.lines',
    exchange: (exchange) =>
      withHeaders(exchange, (name, value) => (name === 'accept' ? value?.split(', ', 1)[0] : value)),
  },
  {
    what: 'loses vary',
    caughtBy: 'O2.no-header',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        open: (head) => sink.open({ ...head, headers: head.headers.filter(({ name }) => name !== 'vary') }),
      })),
  },
  {
    what: 'decodes params twice',
    caughtBy: 'O3.encoded-percent',
    exchange: (exchange) => {
      const params = Object.fromEntries(
        Object.entries(exchange.request.params).map(([name, value]) => [name, decodeURIComponent(value)]),
      )
      return changed(exchange, { request: overlay(exchange.request, { params }) })
    },
  },
  {
    what: 'ignores the mount prefix in the target',
    caughtBy: 'O3.plain',
    exchange: (exchange) =>
      changed(exchange, {
        request: overlay(exchange.request, { target: exchange.request.target.replace('/conformance', '') }),
      }),
  },
  {
    what: 'does not answer HEAD of an operation',
    caughtBy: 'O3.head',
    finds: (method) => method !== 'HEAD',
  },
  {
    what: 'has sent its head before the handler decides',
    caughtBy: 'O4.before',
    exchange: (exchange, _req, res) => {
      res.statusCode = 200
      if (!isHttp2(res)) res.flushHeaders()
      return withSink(exchange, () => ({ open: () => undefined }))
    },
  },
  {
    what: 'joins the lines of a header in another order',
    caughtBy: 'O4.all',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        open: (head) =>
          sink.open({
            ...head,
            headers: head.headers.map((entry) => ({ ...entry, values: entry.values.toReversed() })),
          }),
      })),
  },
  {
    what: 'mounts the operations, and not their documents',
    caughtBy: 'O5.json',
    finds: (_method, path) => !path.startsWith('/openapi'),
  },
  {
    what: 'sends documents as ISO 8859-1',
    caughtBy: 'O5.yaml',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        write: (chunk) =>
          sink.write(
            Buffer.from(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk), 'latin1'),
          ),
      })),
  },
  {
    what: 'forgets the observer',
    caughtBy: 'O6.completed',
    options: ({ observer, ...options }) => options,
  },
  {
    what: 'never tells the observer that a client has left',
    caughtBy: 'O6.disconnected',
    exchange: (exchange) => withListener(exchange, () => ({ gone: () => undefined })),
  },
]
