import { InvalidArgumentError } from '../contract/errors.ts'
import { objectProperties } from '../openapi/object-properties.ts'
import type { Operation } from '../operation/operation.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import { jsonSchemaOf, type SchemaConverters } from '../schema/json-schema.ts'

/**
 * Holds an operation's path against its `params`: a parameter that the schema needs and the path does
 * not have would refuse every request.
 * @throws {InvalidArgumentError} that names it
 */
export function checkParams({ id, path, params }: Operation, converters: SchemaConverters): void {
  if (params === undefined) return
  const { names } = parsePathTemplate(path)
  const schema = jsonSchemaOf(params, 'input', converters, `The params of operation '${id}'`)
  for (const [name, { required }] of objectProperties(schema)) {
    if (!required || names.includes(name)) continue
    throw new InvalidArgumentError(
      `The params of operation '${id}' need '${name}', which its path ${path} does not have: write {${name}} into it.`,
    )
  }
}
