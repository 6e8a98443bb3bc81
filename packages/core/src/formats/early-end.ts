import type { Context } from '../context/context.ts'
import { StreamEndedError } from '../contract/errors.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import type { Streaming } from './streaming-options.ts'

/**
 * Calls `end` when the server is to end a stream before its handler does: at its maximum lifetime, or
 * when it drains (clause F5). At most once, and never once the stream is over.
 *
 * @returns `false` when that is now, so that the handler need not run at all
 */
export function watchForEarlyEnd(
  ctx: Context,
  { maxLifetime, lifetimeJitter, endOnDrain }: Streaming,
  end: (reason: StreamEndedError) => void,
): boolean {
  if (maxLifetime === undefined && !endOnDrain) return true
  let timer: ReturnType<typeof setTimeout> | undefined
  let watching = true
  const unwatch = (): void => {
    watching = false
    clearTimeout(timer)
  }
  const endNow = (why: string): void => {
    if (!watching) return
    unwatch()
    end(new StreamEndedError(why))
  }
  if (maxLifetime !== undefined) {
    const lifetime = maxLifetime * (1 - lifetimeJitter * Math.random())
    timer = setTimeout(() => endNow('its maximum lifetime has passed'), lifetime)
  }
  if (endOnDrain) {
    const { draining } = ctx
    const onDrain = (): void => endNow('the server is shutting down')
    if (draining.aborted) onDrain()
    else draining.addEventListener('abort', onDrain, { once: true })
  }
  const running = watching
  internalsOf(ctx).onOver({ over: unwatch })
  return running
}
