import { InvalidArgumentError } from '../contract/errors.ts'
import { checkOperation } from '../operation/check-operation.ts'
import type { Operation } from '../operation/operation.ts'

/** What is checked of what an api is made of, as JavaScript may give it. */
interface Unchecked {
  readonly title: unknown
  readonly version: unknown
  readonly operations: readonly Operation[]
  readonly openapi?: unknown
  readonly docs?: unknown
}

/** @throws {InvalidArgumentError} that says what is missing, or what is wrong with an operation */
export function checkInit(init: Unchecked): void {
  if (typeof init !== 'object' || init === null)
    throw needs('an object: createApi({ title, version, operations })')
  const { title, version, operations, openapi, docs } = init
  if (!isText(title)) throw needs("a title: title: 'My api'")
  if (!isText(version)) throw needs("a version, that of the api: version: '1.0.0'")
  if (!isList(operations)) {
    throw needs('operations, a list of what operation() makes: operations: [listThings]')
  }
  if (openapi === false && docs !== undefined) {
    throw new InvalidArgumentError(
      'The docs page shows the OpenAPI document: leave out openapi: false, or docs.',
    )
  }
  const ids = new Set<string>()
  for (const operation of operations) {
    checkListed(operation)
    const { id } = operation
    if (ids.has(id)) throw new InvalidArgumentError(`Two operations have the id '${id}': give one another.`)
    ids.add(id)
  }
}

/** One that was not made by `operation`, or is changed since, has not been checked. */
function checkListed(operation: Operation): void {
  if (typeof operation !== 'object' || operation === null) {
    throw needs(
      `operations that operation() makes, not ${operation === null ? 'null' : typeof operation}: operations: [listThings]`,
    )
  }
  checkOperation(operation)
}

/** Says no more than that, so that its members stay what they are. */
function isList(value: unknown): boolean {
  return Array.isArray(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function needs(what: string): InvalidArgumentError {
  return new InvalidArgumentError(`createApi needs ${what}.`)
}
