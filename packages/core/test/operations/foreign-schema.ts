import { runInNewContext } from 'node:vm'
import type { SchemaResult, StandardSchema } from '../../src/schema/standard-schema.ts'

/** The promises of another realm, as test runners and plugin hosts have them: `instanceof Promise` does not know them. */
const ForeignPromise = runInNewContext('Promise') as PromiseConstructor

/** A schema that validates asynchronously, with such a promise. */
export function foreignSchema<Output>(
  validate: (value: unknown) => SchemaResult<Output>,
): StandardSchema<unknown, Output> {
  return {
    '~standard': {
      version: 1,
      vendor: 'foreign',
      validate: (value) => ForeignPromise.resolve(validate(value)),
    },
  }
}
