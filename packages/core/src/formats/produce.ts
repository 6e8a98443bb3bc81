import type { Context } from '../context/context.ts'
import { InvalidArgumentError, InvalidEventError } from '../contract/errors.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import type { OverListener } from '../exchange/lifetime.ts'
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
 * what to wait for, if there is anything: what it resolves to is for `checkReturned`.
 *
 * Once the handler waits for something other than what it sends, it cannot decide any more what the head
 * says. `onHold` is called when it does not: at once, or with the failure of its first step.
 */
export function produce(
  ctx: Context,
  producer: Producer,
  onHold: () => void = () => {},
): Promise<unknown> | undefined {
  const produced = producer.start()
  if (isAsyncIterable(produced) || isIterable(produced)) return take(produced, ctx, producer, onHold)
  if (!isPromise(produced)) {
    checkReturned(produced)
    return undefined
  }
  return produced
}

/** Sends what an iterator yields. */
function take(
  produced: AsyncIterable<unknown> | Iterable<unknown>,
  ctx: Context,
  producer: Producer,
  onHold: () => void,
): Promise<void> {
  const internals = internalsOf(ctx)
  const late = (error: unknown): void => internals.late(error)
  const send = (value: unknown): Promise<void> => producer.take(value)
  if (!isAsyncIterable(produced)) {
    onHold()
    // It waits for nothing but `send`, which says when the stream is over, and cannot be released while it runs.
    return consume(produced[Symbol.iterator](), send, { onOver: () => {}, late, isMistake })
  }
  const iterator = produced[Symbol.asyncIterator]()
  const first = iterator.next()
  first.then(undefined, onHold)
  const onOver = (listener: OverListener): void => internals.onOver(listener)
  return consume(iterator, send, { first, onOver, late, isMistake })
}

/** @throws {InvalidArgumentError} when a handler has returned what was to be sent, which would be lost */
export function checkReturned(returned: unknown): void {
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
