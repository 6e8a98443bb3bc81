import { InvalidArgumentError } from '../contract/errors.ts'
import { twinRoutes } from '../routing/twin-routes.ts'
import type { ApiRoute } from './api.ts'

/** The routes of an api by what they come from. */
export interface RoutesBySource {
  readonly operations: readonly ApiRoute[]
  /** The OpenAPI documents. */
  readonly documents: readonly ApiRoute[]
  /** Of a docs renderer. */
  readonly docs: readonly ApiRoute[]
}

/** @throws {InvalidArgumentError} that names the operations, when two routes match the same requests */
export function checkRoutes({ operations, documents, docs }: RoutesBySource): void {
  const twins = twinRoutes([...documents, ...docs, ...operations])
  if (twins === undefined) return
  const [first, second] = twins
  const route = `${first.method} ${first.path.source}`
  const other = `${second.method} ${second.path.source}`
  if (operations.includes(first)) {
    throw new InvalidArgumentError(
      `The operations '${first.options.name}' and '${second.options.name}' both answer ` +
        `${route === other ? route : `${route}, which is ${other}`}: give one of them another path.`,
    )
  }
  const name = operations.includes(second) ? `the operation '${second.options.name}'` : 'the route of docs'
  throw new InvalidArgumentError(
    documents.includes(first)
      ? `${route} is the api's own document: give ${name} another path, or set openapi: false.`
      : `${route} is a route of docs: give ${name} another path, or leave out docs.`,
  )
}
