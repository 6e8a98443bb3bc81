import { InvalidArgumentError } from '../contract/errors.ts'
import type { Api } from './api.ts'

/**
 * Holds what `mount` of an adapter was given, as JavaScript may give it, against what it takes.
 * @throws {InvalidArgumentError} that says what to write, when it is no api
 */
export function checkApi(api: unknown): asserts api is Api {
  const given: object = typeof api === 'object' && api !== null ? api : {}
  if ('routes' in given && Array.isArray(given.routes)) return
  const mistaken =
    'id' in given && typeof given.id === 'string'
      ? `the operation '${given.id}' is served through one`
      : 'make one of your operations'
  throw new InvalidArgumentError(
    `mount takes an api, ${mistaken}: mount(router, createApi({ title: 'My api', version: '1.0.0', operations: [listThings] })).`,
  )
}
