import type { Context } from '../context/context.ts'
import { InvalidArgumentError, InvalidEventError } from '../contract/errors.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import { consume } from '../promise/consume.ts'

/** Where the messages of a stream come from. */
export interface Producer {
  /** Calls the handler. */
  readonly start: () => unknown
  /** Sends what it yields, if it does. */
  readonly take: (value: unknown) => Promise<void>
}

/**
 * Runs a handler that sends, or that returns (as a generator function does) what is to be sent.
 *
 * `onRunning` is called when the handler waits for the first time, unless it has failed before:
 * until then it may still decide what the head says.
 */
export async function produce(
  ctx: Context,
  { start, take }: Producer,
  onRunning: () => void = () => {},
): Promise<void> {
  const internals = internalsOf(ctx)
  const produced = start()
  if (isAsyncIterable(produced)) {
    const iterator = produced[Symbol.asyncIterator]()
    const first = iterator.next()
    unlessFailed(first, onRunning)
    return consume(iterator, take, {
      first,
      onOver: (listener) => internals.onOver(listener),
      late: (error) => internals.late(error),
      isMistake,
    })
  }
  if (isIterable(produced)) {
    // It waits for nothing but `take`, which says when the stream is over, and cannot be released while it runs.
    return consume(produced[Symbol.iterator](), take, {
      onOver: () => {},
      late: (error) => internals.late(error),
      isMistake,
    })
  }
  unlessFailed(Promise.resolve(produced), onRunning)
  const returned = await produced
  if (typeof returned === 'string' || isIterable(returned) || isAsyncIterable(returned)) {
    throw new InvalidArgumentError(
      'A handler sends, or is a generator that yields; what this one has returned would be lost: send() it, or yield it.',
    )
  }
}

/** As a send() that is refused, so a yield: the handler may catch it and go on. */
function isMistake(error: unknown): boolean {
  return error instanceof InvalidEventError
}

/** A promise that has failed already says so before this microtask, which was asked for later. */
function unlessFailed(promise: Promise<unknown>, run: () => void): void {
  let failed = false
  promise.then(undefined, () => {
    failed = true
  })
  queueMicrotask(() => {
    if (!failed) run()
  })
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
