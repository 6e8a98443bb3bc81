import { InvalidArgumentError } from '../contract/errors.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import { checkSchema } from '../schema/check-schema.ts'

const PARTS = ['params', 'query', 'headers', 'cookies', 'body'] as const
const METHODS: readonly unknown[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What is checked of an operation, as JavaScript may give it. */
interface Unchecked {
  readonly id: unknown
  readonly method: unknown
  readonly path: unknown
  readonly response: unknown
  readonly handler: unknown
  readonly body?: unknown
  readonly before?: unknown
  readonly bodyLimit?: unknown
  readonly errors?: object
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
  if (operation.before !== undefined && typeof operation.before !== 'function') {
    throw wrong(id, 'has as before a function: before(ctx, input) { … }')
  }
  const { bodyLimit } = operation
  if (bodyLimit !== undefined && !(typeof bodyLimit === 'number' && bodyLimit >= 0)) {
    throw wrong(id, 'has as bodyLimit a number of bytes, 0 or more')
  }
  for (const status of Object.keys(operation.errors ?? {})) {
    if (!/^[45]\d\d$/.test(status)) throw wrong(id, `lists errors by status, 400 to 599, not ${status}`)
  }
  if (typeof response !== 'object' || response === null || !('representations' in response)) {
    throw wrong(id, 'has a response, made by eventStream(), jsonLines(), json() or content()')
  }
  if (body !== undefined && method === 'GET') {
    throw wrong(id, 'has the method GET, and so no body: use POST, or put the input into the query')
  }
  for (const part of PARTS) {
    const schema: unknown = Reflect.get(operation, part)
    if (schema === undefined || (part === 'body' && isRaw(schema))) continue
    checkSchema(`${part} of the operation '${id}'`, schema)
  }
}

/** Whether it was made by `rawBody`. */
function isRaw(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'mediaTypes' in body
}

function wrong(id: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError(`The operation '${id}' ${what}.`)
}
