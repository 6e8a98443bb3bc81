import { DeadlineExceededError, DrainTimeoutError, HttpError } from '../contract/errors.ts'
import type { HeadBuilder } from './head-builder.ts'

/** An error as the client may see it: `application/problem+json`, RFC 9457. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail?: string
  /** Extension members (RFC 9457 section 3.2). */
  readonly [extension: string]: unknown
}

/** A problem and the headers that belong to it. */
interface ProblemResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Says of any failure what the client may know; of one that is not ours, only that it happened (clause E1). */
function toProblem(error: unknown): Problem {
  if (error instanceof HttpError) {
    const { title, status, detail } = error
    const own = { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }) } as const
    return { ...own, ...error.extensions, ...own }
  }
  if (error instanceof DeadlineExceededError && error.direction === 'read') {
    return { type: 'about:blank', title: 'Request Timeout', status: 408 }
  }
  if (error instanceof DrainTimeoutError) {
    return { type: 'about:blank', title: 'Service Unavailable', status: 503 }
  }
  return { type: 'about:blank', title: 'Internal Server Error', status: 500 }
}

/**
 * Makes a head that of the problem which answers a failure; returns the body that goes with it. An
 * `HttpError` may itself ask for what cannot be sent: `onError` hears of that failure, which is
 * answered in its place.
 */
export function setProblem(head: HeadBuilder, error: unknown, onError: (error: unknown) => void): string {
  try {
    return setSendable(head, error)
  } catch (unsendable) {
    onError(unsendable)
    return setSendable(head, unsendable)
  }
}

function setSendable(head: HeadBuilder, error: unknown): string {
  const problem = problemResponse(error)
  head.clearRepresentation()
  for (const [name, value] of Object.entries(problem.headers)) head.set(name, value)
  head.setStatus(problem.status)
  return problem.body
}

function problemResponse(error: unknown): ProblemResponse {
  const problem = toProblem(error)
  const body = JSON.stringify(problem)
  return {
    status: problem.status,
    body,
    headers: {
      'cache-control': 'no-store',
      ...(problem.status === 408 ? { connection: 'close' } : {}),
      ...(error instanceof HttpError ? error.headers : {}),
      'content-type': 'application/problem+json',
      'content-length': String(new TextEncoder().encode(body).length),
    },
  }
}

/** What a stream that fails says of it last: the problem as the client may know it, as JSON (clauses E2, F6). */
export function problemJson(error: unknown): string {
  return JSON.stringify(toProblem(error))
}
