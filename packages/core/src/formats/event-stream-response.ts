import type { Context } from '../context/context.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import { problemJson } from '../response/problem.ts'
import type { StreamResponse } from '../response/stream.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { Validated } from '../schema/validate.ts'
import { checkEvents, encodeTerminator } from './check-events.ts'
import { collectMessages } from './collect-messages.ts'
import type { Collector } from './collector.ts'
import {
  COLLECTED_EVENTS,
  type EventEncoder,
  eventName,
  eventObjects,
  SERVER_SENT_EVENTS,
} from './event-encoder.ts'
import { encodeData } from './encode-data.ts'
import { checkHeartbeat, eventHeartbeat, type HeartbeatOption, silentHeartbeat } from './event-heartbeat.ts'
import { EVENT_MEDIA_TYPES, eventRepresentation } from './event-representations.ts'
import { type EventFormat, EventSender, type KnownEvent, knownEvents, sendFunction } from './event-sender.ts'
import { EventSession } from './event-session.ts'
import type { EventMediaType } from './event-stream-options.ts'
import { itemFraming } from './item-framings.ts'
import { LAST_EVENT_ID_PARAMETER, readLastEventId } from './last-event-id.ts'
import type { OperationHandler, OperationResponse, Responder } from './operation-response.ts'
import type { Producer } from './produce.ts'
import type { EventSchemas, Representation } from './representation.ts'
import { offerOrAll, statusOr200 } from './response-options.ts'
import { streamMessages } from './stream-messages.ts'
import { resolveStreaming, type Streaming, type StreamingOptions } from './streaming-options.ts'
import type { Heartbeat, WireFormat } from './wire-channel.ts'

/** What an operation answers with that sends events: made by `eventStream`. */
export interface EventStreamResponse<
  E extends EventSchemas,
  Checked extends boolean,
  Id extends StandardSchema | undefined,
> extends OperationResponse {
  readonly events: E
  /** Whether data is checked against its schema. */
  readonly validate: Checked
  /** Of `ctx.lastEventId`. */
  readonly lastEventId: Id | undefined
}

/** The options of `eventStream`, when their types have done what they are for. */
export interface UntypedOptions<
  Checked extends boolean,
  Id extends StandardSchema | undefined,
> extends StreamingOptions {
  readonly description?: string
  readonly status?: number
  readonly heartbeat?: HeartbeatOption
  readonly validate?: Checked
  readonly lastEventId?: Id
  readonly offer?: readonly EventMediaType[]
  choose?(this: void, input: unknown, ctx: Context): EventMediaType
  readonly collect?: { readonly schema: StandardSchema; from(events: readonly unknown[]): unknown }
  readonly terminator?: string
}

/** How events are written in a media type. */
interface EventWire extends WireFormat, EventFormat {
  readonly heartbeat: Heartbeat | undefined
}

/** What a stream that fails ends with. */
const ERROR = eventName('error')

/** The response of an operation that sends events. */
export class EventStream<
  E extends EventSchemas,
  Checked extends boolean,
  Id extends StandardSchema | undefined,
> implements EventStreamResponse<E, Checked, Id> {
  readonly events: E
  readonly validate: Checked
  readonly lastEventId: Id | undefined
  readonly status: number
  readonly description: string
  readonly representations: readonly Representation[]
  readonly ownQuery: readonly string[] = [LAST_EVENT_ID_PARAMETER]
  readonly choose: OperationResponse['choose']
  readonly #options: UntypedOptions<Checked, Id>
  readonly #streaming: Streaming
  readonly #known: ReadonlyMap<string, KnownEvent>
  /** As `text/event-stream`, which is what most clients ask for: the same for all of them. */
  readonly #serverSentEvents: EventWire

  constructor(events: E, options: UntypedOptions<Checked, Id>) {
    checkEvents(events)
    checkHeartbeat(options.heartbeat, events)
    const { lastEventId, terminator, collect } = options
    if (lastEventId !== undefined) checkSchema('lastEventId', lastEventId)
    if (collect !== undefined) checkSchema('collect', collect.schema)
    this.events = events
    // Without the option, `Checked` is `true`.
    this.validate = options.validate ?? (true as Checked)
    this.lastEventId = lastEventId
    this.status = statusOr200(options.status)
    this.description = options.description ?? 'The events, as they happen.'
    this.choose = options.choose
    this.representations = offerOrAll(options.offer, EVENT_MEDIA_TYPES).map((mediaType) =>
      eventRepresentation(mediaType, events, terminator, collect?.schema),
    )
    this.#options = options
    this.#streaming = resolveStreaming(options)
    this.#known = knownEvents(events, this.validate)
    this.#serverSentEvents = this.#format(SERVER_SENT_EVENTS, encodeTerminator(terminator))
  }

  open(ctx: Context): Responder | Promise<Responder> {
    const id = readLastEventId(ctx, this.lastEventId)
    return 'then' in id ? id.then((read) => this.#open(ctx, read)) : this.#open(ctx, id)
  }

  #open(ctx: Context, id: Validated<unknown>): Responder {
    const session = new EventSession(ctx, id.issues ? undefined : id.value)
    return {
      issues: id.issues ?? [],
      respond: (operation, input, mediaType) =>
        session.begin() ??
        (mediaType === 'application/json'
          ? this.#collect(ctx, operation, input)
          : this.#stream(ctx, operation, input, mediaType)),
    }
  }

  #stream(ctx: Context, operation: OperationHandler, input: unknown, mediaType: string): StreamResponse {
    const format =
      mediaType === 'text/event-stream'
        ? this.#serverSentEvents
        : this.#format(eventObjects(itemFraming(mediaType)), '')
    return streamMessages(ctx, format, this.#streaming, (channel) => {
      const sender = new EventSender(ctx, channel, format)
      return {
        producer: new EventProducer(ctx, operation, input, sender),
        heartbeat: format.heartbeat ?? eventHeartbeat(this.#options.heartbeat, sender, internalsOf(ctx)),
      }
    })
  }

  #format(encoder: EventEncoder, terminator: string): EventWire {
    const { contentType, start, end } = encoder
    const failure = (error: unknown): string => encoder.event(ERROR, problemJson(error), undefined)
    const heartbeat = silentHeartbeat(this.#options.heartbeat, encoder)
    return { contentType, start, end, terminator, failure, heartbeat, encoder, events: this.#known }
  }

  #collect(ctx: Context, operation: OperationHandler, input: unknown): StreamResponse {
    const { collect } = this.#options
    const toJson = ({ texts, json }: Collector): string =>
      collect === undefined
        ? json
        : encodeData('the answer', collect.from(texts.map((text): unknown => JSON.parse(text))), undefined)
    return collectMessages(
      ctx,
      this.#streaming,
      (collector) => {
        const sender = new EventSender(ctx, collector, { encoder: COLLECTED_EVENTS, events: this.#known })
        return new EventProducer(ctx, operation, input, sender)
      },
      toJson,
    )
  }
}

/** The handler of an operation, and where its events go. */
class EventProducer implements Producer {
  readonly #ctx: Context
  readonly #operation: OperationHandler
  readonly #input: unknown
  readonly #sender: EventSender

  constructor(ctx: Context, operation: OperationHandler, input: unknown, sender: EventSender) {
    this.#ctx = ctx
    this.#operation = operation
    this.#input = input
    this.#sender = sender
  }

  start(): unknown {
    return this.#operation.handler(this.#ctx, this.#input, sendFunction(this.#sender))
  }

  take(value: unknown): Promise<void> {
    return this.#sender.yielded(value)
  }
}
