import type { Capability } from './capability.ts'
import type { MultipartParser } from './form.ts'
import type { ConnectionInfo, RequestView } from './request.ts'
import type { ByteSink, SinkListener } from './sink.ts'

/** Request-scoped values by name, where the framework's own code sees them too. */
export interface ValueStore {
  get(name: string): unknown
  set(name: string, value: unknown): void
}

/** A framework's own objects, and which adapter they belong to. Made by `nativeKind`. */
export interface Native {
  readonly kind: symbol
  readonly value: unknown
}

/**
 * The seam between core and an adapter: one request and the response to it. An adapter maps its
 * framework's objects onto this and decides nothing; all behaviour is core's.
 */
export interface Exchange {
  readonly request: RequestView
  readonly sink: ByteSink
  readonly values: ValueStore
  readonly capabilities: ReadonlySet<Capability>
  /** Present with the capability `connectionInfo`. */
  readonly connection?: ConnectionInfo
  /** Present with the capability `multipart`. */
  readonly parseMultipart?: MultipartParser
  /** The framework's own objects, for the adapter's `unwrap`. */
  readonly native: Native
  /** Called once, before anything else: from now on the adapter reports to `listener`. */
  listen(listener: SinkListener): void
}
