import { InvalidEventError } from '../contract/errors.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { validateSync } from '../schema/validate.ts'

/**
 * Data as JSON text, checked against its schema unless there is none to check it with.
 *
 * @param what is sent, for the message of an error: `event "tick"`
 * @throws {InvalidEventError} when it does not match, or is nothing that JSON can say
 */
export function encodeData(what: string, data: unknown, schema: StandardSchema | undefined): string {
  const checked = schema === undefined ? data : validateSync(schema, data, what)
  const json = stringify(what, checked)
  if (json !== undefined) return json
  throw new InvalidEventError(
    `The data of ${what} is ${typeof checked}, which JSON cannot say: send an object, an array, a string, a number, a boolean or null.`,
  )
}

/** `undefined` for functions, symbols and `undefined`, which the type of `JSON.stringify` does not say. */
function stringify(what: string, value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    throw new InvalidEventError(
      `The data of ${what} cannot be written as JSON: it holds a circle, a bigint, or a toJSON() that throws.`,
      { cause },
    )
  }
}
