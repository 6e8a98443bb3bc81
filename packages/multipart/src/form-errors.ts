import { MalformedFormError } from '@sluice/core'

/** The form breaks RFC 7578: answered 400. */
export function malformed(detail: string): MalformedFormError {
  return new MalformedFormError(400, 'Bad Request', { detail })
}

/** The form passes one of its limits: answered 413. */
export function tooLarge(detail: string): MalformedFormError {
  return new MalformedFormError(413, 'Content Too Large', { detail })
}
