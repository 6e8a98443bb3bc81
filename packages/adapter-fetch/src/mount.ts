import type { Api } from '@sluice/core'
import type { FetchRouter } from './fetch-router.ts'

/**
 * Adds the routes of an api to a router made by `createRouter`.
 *
 * @example mount(router, api)
 * @throws {InvalidArgumentError} when one matches the same requests as another, mounted before
 * @throws {NotSupportedError} when the api leaves errors to a framework: there is none
 */
export function mount<Platform extends readonly unknown[]>(router: FetchRouter<Platform>, api: Api): void {
  router.add(api)
}
