import { InvalidArgumentError } from '../contract/errors.ts'
import type { StandardSchema } from './standard-schema.ts'

/** Whether a value is a schema, as JavaScript may give it. Those of ArkType are functions. */
export function isSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  const standard: unknown = Reflect.get(value, '~standard')
  return typeof standard === 'object' && standard !== null && 'validate' in standard
}

/**
 * @param what the schema is for, for example `the event "tick"`
 * @throws {InvalidArgumentError} when it is none
 */
export function checkSchema(what: string, schema: unknown): void {
  if (isSchema(schema)) return
  throw new InvalidArgumentError(
    `For ${what}, give a schema of a library that follows Standard Schema, such as Zod, Valibot or ArkType.`,
  )
}
