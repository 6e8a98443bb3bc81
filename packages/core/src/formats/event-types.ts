import type { Context } from '../context/context.ts'
import type { InputOf, OutputOf, StandardSchema } from '../schema/standard-schema.ts'
import type { EventSchemas } from './representation.ts'

/** What cannot stand in an event's name or id, because it would end the field (WHATWG HTML, section 9.2.6). */
type Breaking = '\n' | '\r' | '\0'

/** A literal that a field can carry; a `string` that is only known at run time is checked then. */
export type FieldText<T extends string> = T extends `${string}${Breaking}${string}` ? never : T

/** A literal number of milliseconds, whole and not negative; a `number` is checked at run time. */
export type Milliseconds<N extends number> = `${N}` extends `-${string}` | `${string}.${string}` ? never : N

/**
 * Events under names that can be sent: without line breaks or NUL, not empty, and not `error`, which
 * is what a stream that fails ends with.
 */
export type SendableEvents<E extends EventSchemas> = {
  readonly [Name in keyof E]: Name extends '' | 'error' | `${string}${Breaking}${string}`
    ? never
    : JsonSchemaed<E[Name]>
}

/** A schema whose values JSON can carry. */
type JsonSchemaed<S> = [NotJson<OutputOf<S>>] extends [never] ? S : never

/** The parts of a type that JSON has no words for; `never` when there are none. */
type NotJson<T> = T extends { toJSON(): unknown }
  ? never
  : T extends bigint | symbol | ((...args: never[]) => unknown)
    ? T
    : T extends readonly (infer Item)[]
      ? NotJson<Item>
      : unknown extends T
        ? never
        : T extends object
          ? { [Key in keyof T]-?: NotJson<Exclude<T[Key], undefined>> }[keyof T]
          : never

/** What a schema takes as data: what goes into it, or, unchecked, what would come out of it. */
export type Data<S, Checked extends boolean> = Checked extends false ? OutputOf<S> : InputOf<S>

/** Fields of an event beside its name and data. */
export interface SentFields<Id extends string, Retry extends number> {
  /** What a client that reconnects gives back as `Last-Event-ID`; the empty string resets it. */
  readonly id?: FieldText<Id>
  /** Milliseconds a client waits before it reconnects, from now on. */
  readonly retry?: Milliseconds<Retry>
  /** A comment in front of the event: clients drop it. */
  readonly comment?: string
}

/**
 * Sends the events of a stream. Returns what `writer.write` returns: it settles when there is room
 * for more (clauses P1, P2), and costs no promise while there is.
 */
export interface SendEvent<E extends EventSchemas, Checked extends boolean = true> {
  /**
   * Sends an event: its data is checked against its schema and encoded as JSON.
   * @throws {InvalidEventError} (rejects) before any byte is written, and the stream goes on (clause F3)
   * @throws {ClientDisconnectedError} (rejects) and what else `writer.write` rejects with
   */
  <Name extends keyof E & string, const Id extends string = string, const Retry extends number = number>(
    name: Name,
    data: Data<E[Name], Checked>,
    fields?: SentFields<Id, Retry>,
  ): Promise<void>
  /** Sends a comment, where the representation has comments. Clients drop it. */
  comment(text: string): Promise<void>
  /** Tells clients how many milliseconds to wait before they reconnect, where the representation can. */
  retry<const Retry extends number>(milliseconds: Milliseconds<Retry>): Promise<void>
}

/** An event as a generator yields it. Without a name it is a `message`. */
export type StreamEvent<E extends EventSchemas, Checked extends boolean = true> = {
  [Name in keyof E & string]: (Name extends 'message'
    ? { readonly event?: Name }
    : { readonly event: Name }) & {
    readonly data: Data<E[Name], Checked>
    readonly id?: string
    readonly retry?: number
    readonly comment?: string
  }
}[keyof E & string]

/** The context of an event stream's handler. */
export interface EventContext<LastEventId = string> extends Context {
  /**
   * The id of the last event that a reconnecting client has seen, from `Last-Event-ID` or, for a first
   * connection of a client that cannot set headers, from the query parameter `lastEventId`.
   * `undefined` on a fresh start.
   */
  readonly lastEventId: LastEventId | undefined
  /**
   * Answers 204: there is nothing more to come, and an `EventSource` does not reconnect. Ends the
   * handler through its signal. Works in `before` and in a handler until its first `await`.
   * @throws {HeadersSentError} once the head was sent
   */
  stop(): void
}

/** The type of `ctx.lastEventId`: what its schema makes of it, a string without one. */
export type LastEventIdOf<S> = S extends StandardSchema ? OutputOf<S> : string
