import {
  BodyNotSentError,
  BufferOverflowError,
  ClientDisconnectedError,
  DeadlineExceededError,
  DrainTimeoutError,
  StreamEndedError,
} from '../contract/errors.ts'

/** Failures in which waiting for the client any longer is pointless. */
export function isAboutTheClient(error: unknown): boolean {
  return (
    error instanceof BufferOverflowError ||
    error instanceof DrainTimeoutError ||
    (error instanceof DeadlineExceededError && error.direction === 'write')
  )
}

/** Reasons to stop that are no failure, whoever passes them on. */
const STOPS = [ClientDisconnectedError, BodyNotSentError, StreamEndedError] as const

/**
 * Whether an error only says that the stream was stopped for `reason`: the reason itself, thrown on
 * or wrapped however often, or what an aborted timer, fetch or query rejects with (clause L4).
 */
export function isEchoOfStop(error: unknown, reason: unknown): boolean {
  if (error === reason) return true
  // Causes can form a circle.
  const chain = new Set<unknown>()
  for (let link = error; link instanceof Error && !chain.has(link); link = link.cause) {
    if (STOPS.some((stop) => link instanceof stop)) return true
    if (link.name === 'AbortError' || (reason !== undefined && link.cause === reason)) return true
    chain.add(link)
  }
  return false
}
