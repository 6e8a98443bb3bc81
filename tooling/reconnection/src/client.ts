import type { Recording } from './recording.ts'

/** The states of an `EventSource` (WHATWG HTML, section 9.2.2). */
export const CONNECTING = 0
export const OPEN = 1
export const CLOSED = 2

/** Something that an `EventSource` has told. */
export interface ClientEvent {
  readonly type: string
  /** `readyState` at that time. */
  readonly state: number
  /** Of what came from the server; an `error` without it is about the connection. */
  readonly data?: string
  /** The last id at that time, of what came from the server. */
  readonly lastEventId?: string
}

/** One `EventSource`. */
export interface Subscription extends AsyncDisposable {
  /** All that it has told, in order. */
  readonly events: Recording<ClientEvent>
  readyState(): Promise<number>
}

/** An implementation of `EventSource`. */
export interface Client {
  /** Ids that it can give back. */
  readonly ids: readonly string[]
  /** Opens a stream, listening to `open`, `error`, `message` and the events named. */
  open(url: string, names?: readonly string[]): Promise<Subscription>
}

/** What `listen` needs of an `EventSource`, whoever made it. */
interface Source {
  readonly readyState: number
  addEventListener(type: string, listener: (event: { data?: unknown; lastEventId?: unknown }) => void): void
}

/**
 * Records what an `EventSource` tells. Its text is what runs in a browser's page, so it stands on its own.
 */
export function listen(source: Source, names: readonly string[], record: (event: ClientEvent) => void): void {
  for (const type of ['open', 'error', 'message', ...names]) {
    source.addEventListener(type, ({ data, lastEventId }) => {
      const event = { type, state: source.readyState }
      const isSent = typeof data === 'string' && typeof lastEventId === 'string'
      record(isSent ? { ...event, data, lastEventId } : event)
    })
  }
}
