import { InvalidArgumentError } from '../contract/errors.ts'
import { parsePathTemplate } from '../routing/path-template.ts'

const METHODS: readonly unknown[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What is checked of an operation, as JavaScript may give it. */
interface Unchecked {
  readonly id: unknown
  readonly method: unknown
  readonly path: unknown
  readonly response: unknown
  readonly handler: unknown
  readonly body?: unknown
}

/** @throws {InvalidArgumentError} that says what is wrong with an operation, and with which */
export function checkOperation(operation: Unchecked): void {
  const { id, method, path, response, handler, body } = operation
  if (typeof id !== 'string' || !/^[\w.-]+$/.test(id)) {
    throw new InvalidArgumentError(
      `An operation has an id of letters, digits, "_", "-" and ".", for example 'listThings', not ${JSON.stringify(id)}.`,
    )
  }
  if (!METHODS.includes(method)) {
    throw wrong(id, `has the method ${METHODS.join(', ')}, not ${JSON.stringify(method)}`)
  }
  if (typeof path !== 'string') throw wrong(id, "has a path, for example '/things/{id}'")
  parsePathTemplate(path)
  if (typeof handler !== 'function') throw wrong(id, 'has a handler: handler(ctx, input, send) { … }')
  if (typeof response !== 'object' || response === null || !('representations' in response)) {
    throw wrong(id, 'has a response, made by eventStream(), jsonLines(), json() or content()')
  }
  if (body !== undefined && method === 'GET') {
    throw wrong(id, 'has the method GET, and so no body: use POST, or put the input into the query')
  }
  for (const part of ['params', 'query', 'headers', 'cookies'] as const) checkSchema(operation, part, id)
}

function checkSchema(operation: object, part: string, id: string): void {
  const schema: unknown = Reflect.get(operation, part)
  if (schema === undefined || (isObjectLike(schema) && '~standard' in schema)) return
  throw wrong(
    id,
    `takes as ${part} a schema of a library that follows Standard Schema, such as Zod, Valibot or ArkType`,
  )
}

// The schemas of ArkType are functions.
function isObjectLike(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function wrong(id: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError(`The operation '${id}' ${what}.`)
}
