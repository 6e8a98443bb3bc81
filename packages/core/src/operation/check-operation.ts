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
      `An operation needs an id of letters, digits, "_", "-" and ".", for example 'listThings'${id === undefined ? '' : `: this one's is ${inWords(id)}`}.`,
    )
  }
  if (!METHODS.includes(method)) {
    if (method === undefined) throw needs(id, `a method: ${METHODS.join(', ')}`)
    throw new InvalidArgumentError(
      `The method of the operation '${id}' is ${inWords(method)}: write one of ${METHODS.join(', ')}.`,
    )
  }
  if (typeof path !== 'string') throw needs(id, "a path, for example '/things/{id}'")
  parsePathTemplate(path)
  if (typeof handler !== 'function') throw needs(id, 'a handler: handler(ctx, input, send) { … }')
  if (operation.before !== undefined && typeof operation.before !== 'function') {
    throw needs(id, 'a function as before: before(ctx, input) { … }')
  }
  const { bodyLimit } = operation
  if (bodyLimit !== undefined && !(typeof bodyLimit === 'number' && bodyLimit >= 0)) {
    throw needs(id, 'a number of bytes as bodyLimit, 0 or more')
  }
  for (const status of Object.keys(operation.errors ?? {})) {
    if (!/^[45]\d\d$/.test(status)) throw needs(id, `statuses of 400 to 599 as errors, not ${status}`)
  }
  if (typeof response !== 'object' || response === null || !('representations' in response)) {
    throw needs(id, 'a response: make one with eventStream(), jsonLines(), json() or content()')
  }
  if (body !== undefined && method === 'GET') {
    throw new InvalidArgumentError(
      `The operation '${id}' cannot have a body with the method GET: use POST, or put the input into the query.`,
    )
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

function needs(id: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError(`The operation '${id}' needs ${what}.`)
}

/** A value as it stands in a message; one that JSON does not have by its type. */
function inWords(value: unknown): string {
  return typeof value === 'bigint' ? 'a bigint' : (JSON.stringify(value) ?? `a ${typeof value}`)
}
