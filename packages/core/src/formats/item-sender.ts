import type { Context } from '../context/context.ts'
import { type ExchangeInternals, internalsOf } from '../exchange/exchange-context.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { encodeData } from './encode-data.ts'
import { refuse } from './refuse.ts'
import type { MessageChannel } from './wire-channel.ts'

/** How the items of a stream are checked and written. */
export interface ItemFormat {
  frame(json: string): string
  /** `undefined`: items are not checked. */
  readonly schema: StandardSchema | undefined
}

/** Encodes the items of one stream, and gives them to its channel. */
export class ItemSender {
  readonly #internals: ExchangeInternals
  readonly #channel: MessageChannel
  readonly #format: ItemFormat

  constructor(ctx: Context, channel: MessageChannel, format: ItemFormat) {
    this.#internals = internalsOf(ctx)
    this.#channel = channel
    this.#format = format
  }

  item(value: unknown): Promise<void> {
    let text: string
    try {
      text = this.#format.frame(encodeData('an item', value, this.#format.schema))
    } catch (error) {
      return refuse(this.#internals, error)
    }
    const written = this.#channel.write(text)
    this.#internals.countEvent()
    return written
  }
}
