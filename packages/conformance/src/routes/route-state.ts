import { type Context, StreamRegistry } from '@sluice/core'

import { ObservationLog } from './observation-log.ts'
import { ServerWatch } from './server-watch.ts'

/** What the routes of one mount share. */
export class RouteState {
  readonly log: ObservationLog = new ObservationLog()
  readonly watch: ServerWatch = new ServerWatch()
  /** The streams under test. */
  readonly streams: StreamRegistry = new StreamRegistry()
  /** The streams that control and observe; they go on answering while the others drain. */
  readonly controlStreams: StreamRegistry = new StreamRegistry()

  /** Records an event in the run that the request names. */
  record(ctx: Context, event: string, detail?: unknown): void {
    const run = ctx.query.get('run')
    if (run !== null) this.log.record(run, event, detail)
  }

  /** Waits until the client has marked an event in this run, or the stream is over. */
  async marked(ctx: Context, event: string): Promise<void> {
    await ctx.until(this.log.wait(ctx.query.get('run') ?? '', [event]))
  }

  /** Records when and why the stream's signal aborts. */
  observe(ctx: Context): void {
    this.watch.track(ctx)
    ctx.signal.addEventListener(
      'abort',
      () => this.record(ctx, 'aborted', describeError(ctx.signal.reason)),
      {
        once: true,
      },
    )
  }
}

/** An error as observations carry it. */
export interface ErrorDescription {
  readonly name: string
  readonly code: string | null
  readonly message: string
}

/** Describes anything that was thrown. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, code: null, message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  return { name: error.name, code, message: error.message }
}
