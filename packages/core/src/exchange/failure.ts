import {
  BodyNotSentError,
  BufferOverflowError,
  ClientDisconnectedError,
  DeadlineExceededError,
  DrainTimeoutError,
} from '../contract/errors.ts'

/** Failures in which waiting for the client any longer is pointless. */
export function isAboutTheClient(error: unknown): boolean {
  return (
    error instanceof BufferOverflowError ||
    error instanceof DrainTimeoutError ||
    (error instanceof DeadlineExceededError && error.direction === 'write')
  )
}

/**
 * Whether an error only says that the stream was stopped for `reason`: the reason itself, thrown on
 * or wrapped, or what an aborted timer, fetch or query rejects with (clause L4).
 */
export function isEchoOfStop(error: unknown, reason: unknown): boolean {
  if (error === reason || error instanceof ClientDisconnectedError || error instanceof BodyNotSentError)
    return true
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || (reason !== undefined && error.cause === reason))
  )
}
