import type {
  ByteSink,
  Chunk,
  Context,
  Exchange,
  ServeOptions,
  SinkListener,
  StreamHandler,
} from '@sluice/core'
import type { NodeRequest, NodeResponse } from '@sluice/node'

import type { Protocol } from '../../src/mount/protocol.ts'

/** A way to break an adapter that is otherwise sound, and the case that must notice. */
export interface Flaw {
  /** What the broken adapter does. */
  readonly what: string
  /** Id of the case that must fail. */
  readonly caughtBy: string
  readonly protocol?: Protocol
  readonly exchange?: (exchange: Exchange, req: NodeRequest, res: NodeResponse) => Exchange
  readonly handler?: (handler: StreamHandler, options: ServeOptions) => StreamHandler
  readonly options?: (options: ServeOptions) => ServeOptions
  /** Which requests for the api its router finds; all of them unless it says otherwise. */
  readonly finds?: (method: string, path: string) => boolean
}

/** An exchange with some members replaced. */
export function changed(exchange: Exchange, changes: Partial<Exchange>): Exchange {
  return { ...facade(exchange), ...changes }
}

/** An exchange whose sink has some methods replaced. */
export function withSink(exchange: Exchange, changes: (sink: ByteSink) => Partial<ByteSink>): Exchange {
  return changed(exchange, { sink: { ...facade(exchange.sink), ...changes(exchange.sink) } })
}

/** An exchange that tells its listener less than it should. */
export function withListener(
  exchange: Exchange,
  change: (listener: SinkListener) => Partial<SinkListener>,
): Exchange {
  return changed(exchange, {
    listen: (listener) => {
      exchange.listen({
        room: () => listener.room(),
        gone: (cause) => listener.gone(cause),
        ...change(listener),
      })
    },
  })
}

/** An exchange whose request has some headers that are not those the client sent; `undefined`: not there. */
export function withHeaders(
  exchange: Exchange,
  change: (name: string, value: string | undefined) => string | undefined,
): Exchange {
  const { request } = exchange
  return changed(exchange, {
    request: overlay(request, {
      header: (name: string) => change(name, request.header(name)),
      headers: () =>
        [...request.headers()].map(([name, value]) => [name, change(name, value) ?? ''] as const),
    }),
  })
}

/** An exchange that changes text on its way out. */
export function withText(exchange: Exchange, change: (text: string) => string): Exchange {
  const changeChunk = (chunk: Chunk): Chunk => {
    const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)
    const changedText = change(text)
    return changedText === text ? chunk : changedText
  }
  return withSink(exchange, (sink) => ({
    write: (chunk) => {
      const changedChunk = changeChunk(chunk)
      return changedChunk.length === 0 || sink.write(changedChunk)
    },
    end: (last, ...args) => sink.end(last === undefined ? undefined : changeChunk(last), ...args),
  }))
}

/** A handler whose context has some members replaced, in both of its phases. */
export function withContext(handler: StreamHandler, change: (ctx: Context) => object): StreamHandler {
  return async (ctx) => {
    const changedContext: Context = overlay(ctx, change(ctx))
    const response = await handler(changedContext)
    return { ...response, body: () => response.body(changedContext) }
  }
}

/** An object with some members replaced; the others work on the object itself, private fields included. */
export function overlay<T extends object>(object: T, changes: object): T {
  return new Proxy(object, {
    get: (target, key) => {
      const value: unknown = Reflect.get(key in changes ? changes : target, key)
      return typeof value === 'function' ? value.bind(key in changes ? changes : target) : value
    },
    set: (target, key, value) => Reflect.set(target, key, value),
  })
}

/** A plain object with the members of another, methods bound to it. */
function facade<T extends object>(object: T): T {
  const members = new Set<string>()
  for (
    let level: object | null = object;
    level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    for (const key of Object.getOwnPropertyNames(level)) members.add(key)
  }
  const through = overlay(object, {})
  const entries = [...members].map((key): [string, PropertyDescriptor] => [
    key,
    { get: () => Reflect.get(through, key) as unknown, enumerable: true, configurable: true },
  ])
  return Object.defineProperties({}, Object.fromEntries(entries)) as T
}
