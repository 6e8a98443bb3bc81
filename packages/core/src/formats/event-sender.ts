import type { Context } from '../context/context.ts'
import { InvalidEventError } from '../contract/errors.ts'
import { type ExchangeInternals, internalsOf } from '../exchange/exchange-context.ts'
import { encodeData } from './encode-data.ts'
import { type EventEncoder, eventName, type EventName } from './event-encoder.ts'
import type { EventFields } from './event-fields.ts'
import { refuse } from './refuse.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { EventSchemas } from './representation.ts'
import type { MessageChannel } from './wire-channel.ts'

/** An event that a stream may send. */
export interface KnownEvent {
  readonly name: EventName
  /** Names it in errors: made once rather than for each that is sent (`tooling/bench`, one-client). */
  readonly what: string
  /** What its data is checked against, if it is. */
  readonly schema: StandardSchema | undefined
}

/** How the events of a stream are checked and written. */
export interface EventFormat {
  readonly encoder: EventEncoder
  readonly events: ReadonlyMap<string, KnownEvent>
}

/** @param validate whether data is checked against its schema */
export function knownEvents(events: EventSchemas, validate: boolean): ReadonlyMap<string, KnownEvent> {
  return new Map(
    Object.entries(events).map(([name, schema]) => [
      name,
      { name: eventName(name), what: `event ${JSON.stringify(name)}`, schema: validate ? schema : undefined },
    ]),
  )
}

/** Encodes the events of one stream, and gives them to its channel. */
export class EventSender {
  readonly #internals: ExchangeInternals
  readonly #channel: MessageChannel
  readonly #format: EventFormat

  constructor(ctx: Context, channel: MessageChannel, format: EventFormat) {
    this.#internals = internalsOf(ctx)
    this.#channel = channel
    this.#format = format
  }

  event(name: string, data: unknown, fields: EventFields | undefined): Promise<void> {
    let text: string
    try {
      text = this.#encode(name, data, fields)
    } catch (error) {
      return refuse(this.#internals, error)
    }
    const written = this.#channel.write(text)
    this.#internals.countEvent()
    return written
  }

  comment(text: string): Promise<void> {
    return this.#aside(() => this.#format.encoder.comment(text))
  }

  retry(milliseconds: number): Promise<void> {
    return this.#aside(() => this.#format.encoder.retry(milliseconds))
  }

  /** An event as a generator yields it. */
  yielded(value: unknown): Promise<void> {
    if (typeof value !== 'object' || value === null) {
      return refuse(
        this.#internals,
        new InvalidEventError(`A handler yields events, { event: 'name', data: … }, not ${typeof value}.`),
      )
    }
    // What the types say of it; what they could not see is checked as that of a send() is.
    const yielded: { event?: string; data?: unknown } & EventFields = value
    const { event = 'message', data, id, retry, comment } = yielded
    const bare = id === undefined && retry === undefined && comment === undefined
    return this.event(event, data, bare ? undefined : yielded)
  }

  #encode(name: string, data: unknown, fields: EventFields | undefined): string {
    const { events, encoder } = this.#format
    const event = events.get(name)
    if (event === undefined) {
      const known = [...events.keys()].join(', ')
      throw new InvalidEventError(`This stream has no event ${JSON.stringify(name)}: it has ${known}.`)
    }
    const json = encodeData(event.what, data, event.schema)
    return encoder.event(event.name, json, fields)
  }

  /** Something that is no event. */
  #aside(encode: () => string): Promise<void> {
    let text: string
    try {
      text = encode()
    } catch (error) {
      return refuse(this.#internals, error)
    }
    return this.#channel.write(text)
  }
}

/** The `send` of a handler. */
export interface SendFunction {
  (name: string, data: unknown, fields?: EventFields): Promise<void>
  comment(text: string): Promise<void>
  retry(milliseconds: number): Promise<void>
}

/** Makes the `send` of a handler. */
export function sendFunction(sender: EventSender): SendFunction {
  const send: SendFunction = (name, data, fields) => sender.event(name, data, fields)
  send.comment = (text) => sender.comment(text)
  send.retry = (milliseconds) => sender.retry(milliseconds)
  return send
}
