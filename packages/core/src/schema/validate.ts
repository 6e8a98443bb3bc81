import { InvalidArgumentError, InvalidEventError, type InputIssue } from '../contract/errors.ts'
import { type InputLocation, toInputIssues } from './input-issues.ts'
import type { SchemaResult, StandardSchema } from './standard-schema.ts'

/** What a schema makes of a part of the request, or what is wrong with that. */
export type Validated<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly InputIssue[] }

/**
 * Checks a part of the request. A promise comes back only from a schema that validates
 * asynchronously. What a schema throws is passed on: it is a fault of the schema, not of the request.
 */
export function validateInput<Output>(
  location: InputLocation,
  schema: StandardSchema<unknown, Output>,
  value: unknown,
): Validated<Output> | Promise<Validated<Output>> {
  const told = (result: SchemaResult<Output>): Validated<Output> =>
    result.issues ? { issues: toInputIssues(location, result.issues, value) } : { value: result.value }
  const result = schema['~standard'].validate(value)
  return 'then' in result ? result.then(told) : told(result)
}

/**
 * Checks the data of an event or an item and returns what its schema makes of it. What the schema
 * throws is passed on.
 *
 * @param what names it in errors, for example `event "tick"`
 * @throws {InvalidEventError} when it does not match; locations of the issues begin with `data`
 * @throws {InvalidArgumentError} when the schema validates asynchronously
 */
export function validateSync<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
  what: string,
): Output {
  const result = schema['~standard'].validate(value)
  if ('then' in result) {
    const error = new InvalidArgumentError(
      `The schema of ${what} validates asynchronously, but what is sent is checked at once: use one that does not, and await what it needs before sending. (Zod also does this when something in the schema throws; cause says what, a moment later.)`,
    )
    result.then(undefined, (cause: unknown) => (error.cause = cause))
    throw error
  }
  if (!result.issues) return result.value
  const issues = toInputIssues('data', result.issues, value)
  const first = issues.slice(0, 3).map(({ location, message }) => `${location}: ${message}`)
  const more = result.issues.length - first.length
  throw new InvalidEventError(
    `The data of ${what} does not match its schema${first.length === 0 ? '.' : `: ${first.join('; ')}`}${more > 0 ? `; and ${more} more` : ''}`,
    { issues },
  )
}
