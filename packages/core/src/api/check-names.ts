import { InvalidArgumentError } from '../contract/errors.ts'
import { objectProperties } from '../openapi/object-properties.ts'
import type { Operation } from '../operation/operation.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import { jsonSchemaOf, type SchemaConverters } from '../schema/json-schema.ts'

/**
 * Holds the names in an operation's schemas against those that a request can have: one that cannot be
 * there and has to would refuse every request.
 * @throws {InvalidArgumentError} that names it
 */
export function checkNames(operation: Operation, converters: SchemaConverters): void {
  const { id, path } = operation
  const { names } = parsePathTemplate(path)
  for (const name of requiredNames(operation, 'params', converters)) {
    if (names.includes(name)) continue
    const how = isWrittenWithColon(path, name)
      ? `a parameter is written {${name}}, not :${name}`
      : `write {${name}} into it`
    throw new InvalidArgumentError(
      `The params of operation '${id}' need '${name}', which its path ${path} does not have: ${how}.`,
    )
  }
  for (const name of requiredNames(operation, 'headers', converters)) {
    if (name === name.toLowerCase()) continue
    throw new InvalidArgumentError(
      `The headers of operation '${id}' need '${name}', but they come by lower-case name: write '${name.toLowerCase()}'.`,
    )
  }
}

/** Whether a path has `:name`, which is a parameter to some routers, and plain text here. */
function isWrittenWithColon(path: string, name: string): boolean {
  return [...path.matchAll(/:(\w+)/g)].some(([, written]) => written === name)
}

function requiredNames(
  operation: Operation,
  part: 'params' | 'headers',
  converters: SchemaConverters,
): string[] {
  const schema = operation[part]
  if (schema === undefined) return []
  const described = jsonSchemaOf(schema, 'input', converters, `the ${part} of operation '${operation.id}'`)
  return [...objectProperties(described)].filter(([, { required }]) => required).map(([name]) => name)
}
