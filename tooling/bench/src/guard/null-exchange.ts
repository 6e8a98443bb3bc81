import { type Exchange, nativeKind } from '@sluice/core'

const kind = nativeKind<undefined>('null')
const HEADERS: ReadonlyMap<string, string> = new Map([['host', 'localhost']])

/** A request for `/stream` whose response goes nowhere: what is allocated then is core's own. */
export function nullExchange(): Exchange {
  return {
    request: {
      method: 'GET',
      target: '/stream',
      scheme: 'http',
      host: 'localhost',
      params: {},
      header: (name) => HEADERS.get(name),
      headers: () => HEADERS,
      body: { read: () => Promise.resolve(undefined), disturbed: false, cancel: () => {} },
    },
    sink: {
      open: () => {},
      write: () => true,
      flush: () => true,
      end: (_last, done) => done(),
      abort: () => {},
      release: () => {},
    },
    values: new Map(),
    capabilities: new Set(),
    native: kind.wrap(undefined),
    listen: () => {},
  }
}
