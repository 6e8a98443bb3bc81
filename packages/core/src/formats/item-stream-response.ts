import type { Context } from '../context/context.ts'
import type { StreamResponse } from '../response/stream.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { collectMessages } from './collect-messages.ts'
import { itemFraming } from './item-framings.ts'
import { ItemSender } from './item-sender.ts'
import type { ItemMediaType, JsonLinesOptions, JsonLinesResponse } from './json-lines-options.ts'
import type { OperationHandler, Responder } from './operation-response.ts'
import type { Producer } from './produce.ts'
import type { Representation } from './representation.ts'
import { offerOrAll, statusOr200 } from './response-options.ts'
import { streamMessages } from './stream-messages.ts'
import { durationOr, resolveStreaming, type Streaming } from './streaming-options.ts'
import type { Heartbeat, MessageChannel } from './wire-channel.ts'

const MEDIA_TYPES: readonly ItemMediaType[] = [
  'application/jsonl',
  'application/x-ndjson',
  'application/json-seq',
  'multipart/mixed',
  'application/json',
]

/** The response of an operation that sends items. */
export class ItemStream<Item extends StandardSchema, Checked extends boolean> implements JsonLinesResponse<
  Item,
  Checked
> {
  readonly item: Item
  readonly validate: Checked
  readonly status: number
  readonly description: string
  readonly representations: readonly Representation[]
  readonly #streaming: Streaming
  readonly #silence: number | undefined

  constructor(item: Item, options: JsonLinesOptions<Checked>) {
    checkSchema('the items', item)
    this.item = item
    // Without the option, `Checked` is `true`.
    this.validate = options.validate ?? (true as Checked)
    this.status = statusOr200(options.status)
    this.description = options.description ?? 'The items, as they come.'
    this.representations = offerOrAll(options.offer, MEDIA_TYPES).map((mediaType) => ({
      mediaType,
      shape: { kind: 'items', item, whole: mediaType === 'application/json' },
    }))
    this.#streaming = resolveStreaming(options)
    this.#silence = durationOr('heartbeat', options.heartbeat ?? false, 0)
  }

  open(ctx: Context): Responder {
    return {
      respond: (operation, input, mediaType) =>
        mediaType === 'application/json'
          ? this.#collect(ctx, operation, input)
          : this.#stream(ctx, operation, input, mediaType),
    }
  }

  #stream(ctx: Context, operation: OperationHandler, input: unknown, mediaType: string): StreamResponse {
    const framing = itemFraming(mediaType)
    const { contentType, start, end, heartbeat } = framing
    // An item is data of the one kind there is: what went wrong has no place among them.
    const format = { contentType, start, end, terminator: '', failure: () => '' }
    return streamMessages(ctx, format, this.#streaming, (channel) => ({
      producer: this.#producer(ctx, operation, input, channel, (json) => framing.frame(json)),
      heartbeat: toHeartbeat(this.#silence, heartbeat),
    }))
  }

  #collect(ctx: Context, operation: OperationHandler, input: unknown): StreamResponse {
    return collectMessages(
      ctx,
      this.#streaming,
      (collector) => this.#producer(ctx, operation, input, collector, (json) => json),
      (collector) => collector.json,
    )
  }

  #producer(
    ctx: Context,
    operation: OperationHandler,
    input: unknown,
    channel: MessageChannel,
    frame: (json: string) => string,
  ): Producer {
    const sender = new ItemSender(ctx, channel, { frame, schema: this.validate ? this.item : undefined })
    const send = (item: unknown): Promise<void> => sender.item(item)
    return { start: () => operation.handler(ctx, input, send), take: send }
  }
}

function toHeartbeat(every: number | undefined, text: string | undefined): Heartbeat | undefined {
  if (every === undefined || text === undefined) return undefined
  return { every, beat: (channel) => void channel.write(text) }
}
