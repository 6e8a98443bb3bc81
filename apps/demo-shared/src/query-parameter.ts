import { HttpError } from '@sluice/core'

/** The numbers that a parameter may be, both ends included. */
export interface NumberRange {
  readonly min: number
  readonly max: number
}

/**
 * A whole number from the query, in decimal digits; `undefined` if it is absent.
 * @throws {HttpError} 400 on anything else: a sign, a fraction, another notation, a second value
 */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  { min, max }: NumberRange,
): number | undefined {
  const [value, ...others] = query.getAll(name)
  if (value === undefined) return undefined
  // Sixteen digits can still be told apart as numbers; what is longer is out of range anyway.
  const number = others.length === 0 && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  if (number >= min && number <= max) return number
  throw badRequest(
    `Give ${name} once, as a whole number from ${min} to ${max}: for example ${name}=${example(min, max)}.`,
  )
}

/** The problem of a request whose parameters cannot be used; `detail` says what to do. */
export function badRequest(detail: string): HttpError {
  return new HttpError(400, 'Bad Request', { detail })
}

function example(min: number, max: number): number {
  return Math.min(Math.max(min, 1_000), max)
}
