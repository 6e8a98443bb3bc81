import type { Context } from '../context/context.ts'
import type { Chunk } from '../contract/sink.ts'
import { consume, type ConsumeHooks } from '../promise/consume.ts'
import type { StreamBody, StreamHandler, StreamResponse } from '../response/stream.ts'
import type { BodyWatcher } from './exchange-context.ts'

/** The exchange that a handler runs for. */
export interface HandlerOwner extends ConsumeHooks<Chunk> {
  /** Takes over what the handler returned; says whether its body is to run. */
  begin(response: StreamResponse): boolean
  /** Hears of the body first, if there is one. */
  readonly watcher: BodyWatcher | undefined
  /** Whether the stream was stopped already. */
  readonly stopped: boolean
  bodyEnded(): void
  /** The handler has failed, or its body. */
  handlerFailed(error: unknown): void
}

/** Runs the two phases of a handler. May stay parked in user code after the exchange is over. */
export async function runHandler(handler: StreamHandler, ctx: Context, owner: HandlerOwner): Promise<void> {
  try {
    const response = await handler(ctx)
    if (!owner.begin(response)) return
    const running = runBody(response.body, ctx, owner)
    if (running === undefined) ended(undefined, owner)
    else waitFor(running, owner)
  } catch (error) {
    failed(error, owner)
  }
}

/** May take very long: a function that waits would keep twice as much (`tooling/bench`, idle-10k). */
function waitFor(running: PromiseLike<unknown>, owner: HandlerOwner): void {
  Promise.resolve(running).then(
    (value) => ended(value, owner),
    (error: unknown) => failed(error, owner),
  )
  owner.watcher?.waits()
}

/** @param value what the body returned or resolved to */
function ended(value: unknown, owner: HandlerOwner): void {
  try {
    owner.watcher?.ended(value)
  } catch (error) {
    return failed(error, owner)
  }
  owner.bodyEnded()
}

function failed(error: unknown, owner: HandlerOwner): void {
  if (!owner.stopped) owner.watcher?.failed(error)
  owner.handlerFailed(error)
}

/**
 * Runs a body, writing the chunks it yields if it is a generator; returns what to wait for, if there is
 * anything. When the stream is stopped, a generator is released at once, even while it waits for
 * something (clause L3).
 */
function runBody(
  body: StreamBody,
  ctx: Context,
  hooks: ConsumeHooks<Chunk>,
): PromiseLike<unknown> | undefined {
  const result: unknown = body(ctx)
  // A string is an iterable of its characters; it is meant as one chunk.
  if (typeof result === 'string') return ctx.writer.write(result)
  if (typeof result !== 'object' || result === null) return undefined
  if (Symbol.asyncIterator in result) {
    const chunks = result as AsyncIterable<Chunk>
    return consume(chunks[Symbol.asyncIterator](), (chunk) => ctx.writer.write(chunk), hooks)
  }
  if (Symbol.iterator in result) return writeAll(result as Iterable<Chunk>, ctx)
  return result as PromiseLike<unknown>
}

async function writeAll(chunks: Iterable<Chunk>, { writer }: Context): Promise<void> {
  for (const chunk of chunks) await writer.write(chunk)
}
