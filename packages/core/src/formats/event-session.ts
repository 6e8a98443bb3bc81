import type { Context } from '../context/context.ts'
import { HeadersSentError } from '../contract/errors.ts'
import { stop } from './stop.ts'
import type { StreamResponse } from '../response/stream.ts'

/** What the context of an event stream's handler has beside what every context has. */
export class EventSession {
  readonly #ctx: Context
  #stopped = false
  #running = false

  /** Puts `lastEventId` and `stop` on the context, which stays the one that middleware has. */
  constructor(ctx: Context, lastEventId: unknown) {
    this.#ctx = ctx
    const session: Context & { lastEventId?: unknown; stop?: () => void } = ctx
    session.lastEventId = lastEventId
    session.stop = () => this.#stop()
  }

  /** The handler is about to run. Returns the answer if `stop` was called before. */
  begin(): StreamResponse | undefined {
    this.#running = true
    return this.#stopped ? stop() : undefined
  }

  #stop(): void {
    if (this.#stopped) return
    if (this.#ctx.headersSent) throw new HeadersSentError('204 (stop)')
    this.#stopped = true
    if (!this.#running) return
    this.#ctx.status = 204
    this.#ctx.setHeader('cache-control', 'no-store')
    this.#ctx.commit()
  }
}
