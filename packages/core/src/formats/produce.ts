import type { Context } from '../context/context.ts'
import { InvalidArgumentError, InvalidEventError } from '../contract/errors.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import { consume } from '../promise/consume.ts'

/** Where the messages of a stream come from. */
export interface Producer {
  /** Calls the handler. */
  start(): unknown
  /** Sends what it yields, if it does. */
  take(value: unknown): Promise<void>
}

/**
 * Runs a handler that sends, or that returns (as a generator function does) what is to be sent. Returns
 * what to wait for, if there is anything.
 *
 * `onRunning` is called when the handler waits for the first time, unless it has failed before:
 * until then it may still decide what the head says.
 */
export function produce(
  ctx: Context,
  producer: Producer,
  onRunning: () => void = () => {},
): Promise<void> | undefined {
  const produced = producer.start()
  if (isAsyncIterable(produced) || isIterable(produced)) return take(produced, ctx, producer, onRunning)
  if (!isPromise(produced)) {
    checkReturned(produced)
    return undefined
  }
  let failed = false
  const running = produced.then(checkReturned, (error: unknown) => {
    failed = true
    throw error
  })
  // A promise that has failed already says so before this microtask, which is asked for later.
  queueMicrotask(() => {
    if (!failed) onRunning()
  })
  return running
}

/** Sends what an iterator yields. */
function take(
  produced: AsyncIterable<unknown> | Iterable<unknown>,
  ctx: Context,
  producer: Producer,
  onRunning: () => void,
): Promise<void> {
  const internals = internalsOf(ctx)
  const late = (error: unknown): void => internals.late(error)
  const send = (value: unknown): Promise<void> => producer.take(value)
  if (!isAsyncIterable(produced)) {
    // It waits for nothing but `send`, which says when the stream is over, and cannot be released while it runs.
    return consume(produced[Symbol.iterator](), send, { onOver: () => {}, late, isMistake })
  }
  const iterator = produced[Symbol.asyncIterator]()
  const first = iterator.next()
  let failed = false
  first.then(undefined, () => (failed = true))
  queueMicrotask(() => {
    if (!failed) onRunning()
  })
  const onOver = (listener: () => void): void => internals.onOver(listener)
  return consume(iterator, send, { first, onOver, late, isMistake })
}

function checkReturned(returned: unknown): void {
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

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
