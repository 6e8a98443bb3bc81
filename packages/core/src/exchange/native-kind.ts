import type { Context } from '../context/context.ts'
import { WrongContextError } from '../contract/errors.ts'
import type { Native } from '../contract/exchange.ts'
import { ExchangeContext } from './exchange-context.ts'

/** How one adapter hands its framework's own objects through core and gets them back. */
export interface NativeKind<T> {
  /** Marks the objects as this adapter's, for `Exchange.native`. */
  readonly wrap: (value: T) => Native
  /**
   * The native objects behind a context: an adapter exports this as `unwrap`.
   * @throws {WrongContextError} when another adapter made the context
   */
  readonly unwrap: (ctx: Context) => T
}

/** Makes the native kind of an adapter; `adapter` is its name in error messages. */
export function nativeKind<T>(adapter: string): NativeKind<T> {
  const kind = Symbol(adapter)
  return {
    wrap: (value) => ({ kind, value }),
    unwrap: (ctx) => {
      const native = ctx instanceof ExchangeContext ? ctx.exchange.native : undefined
      if (native?.kind === kind) return native.value as T
      throw new WrongContextError(
        `This context does not come from the ${adapter} adapter: use the unwrap() of the adapter that serves it.`,
      )
    },
  }
}
