import type { Context } from '../context/context.ts'
import type { InputOf, OutputOf, StandardSchema } from '../schema/standard-schema.ts'
import type { EventSchemas } from './representation.ts'

/** What cannot stand in an event's name or id, because it would end the field (WHATWG HTML, section 9.2.6). */
type Breaking = '\n' | '\r' | '\0'

/** What no header, in which a client gives an id back, can hold: the control characters of Unicode. */
type Control = CharacterOf<C0> | CharacterOf<C1>
type C0 =
  '\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f'
type C1 =
  '\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f'
type CharacterOf<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First | CharacterOf<Rest>
  : never

/** A literal that can be an id; a `string` that is only known at run time is checked then. */
export type FieldText<T extends string> = T extends `${string}${Control}${string}`
  ? 'An id has no line break and no other control character.'
  : T

/** A literal number of milliseconds, whole and not negative; a `number` is checked at run time. */
export type Milliseconds<N extends number> = `${N}` extends
  | `-${string}`
  | `${string}.${string}`
  | `${string}e${string}`
  ? 'Milliseconds are whole, and not negative.'
  : N

/**
 * Events under names that can be sent: without line breaks or NUL, not empty, and not `error`, which
 * is what a stream that fails ends with. The data of each is something that JSON can say.
 */
export type SendableEvents<E extends EventSchemas> = {
  readonly [Name in keyof E]: Name extends '' | 'error' | `${string}${Breaking}${string}`
    ? 'No event can have this name.'
    : SendableSchema<E[Name]>
}

/** A schema whose values JSON can say. */
export type SendableSchema<S> = [OutputOf<S>] extends [Sendable<OutputOf<S>>]
  ? S
  : 'JSON cannot say what this schema gives.'

/** Something that JSON can say, which nothing at all is not. */
type Sendable<T> = T extends undefined | void ? never : Jsonable<T>

/** `T`, with `never` where it holds something that JSON has no words for. */
type Jsonable<T> = T extends string | number | boolean | null | undefined | { toJSON(): unknown }
  ? T
  : T extends bigint | symbol | ((...args: never[]) => unknown)
    ? never
    : T extends readonly (infer Item)[]
      ? readonly Jsonable<Item>[]
      : T extends object
        ? { [Key in keyof T]: Jsonable<T[Key]> }
        : T

/** What a schema takes as data: what goes into it, or, unchecked, what would come out of it. */
export type Data<S, Checked extends boolean> = Checked extends false ? OutputOf<S> : InputOf<S>

/** The data of an event; of several that a name may stand for, data that does for each of them. */
export type EventData<E extends EventSchemas, Name extends keyof E, Checked extends boolean = true> = (
  Name extends unknown ? (data: Data<E[Name], Checked>) => void : never
) extends (data: infer D) => void
  ? D
  : never

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
    data: EventData<E, Name, Checked>,
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
   * handler through its signal. Works in `before` and in a handler until its first `await`;
   * calling it again does nothing.
   * @throws {HeadersSentError} once another head was sent
   */
  stop(): void
}

/** The type of `ctx.lastEventId`: what its schema makes of it, a string without one. */
export type LastEventIdOf<S> = S extends StandardSchema ? OutputOf<S> : string
