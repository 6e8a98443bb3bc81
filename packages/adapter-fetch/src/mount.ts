import type { Api } from '@sluice/core'
import type { FetchRouter } from './fetch-router.ts'

/**
 * Adds the routes of an api to a router made by `createRouter`. Of several apis, the one that was
 * mounted first is asked first.
 *
 * @example mount(router, api)
 * @throws {InvalidArgumentError} when it is no api, or two of its routes match the same requests
 * @throws {NotSupportedError} when the api leaves errors to a framework: there is none
 */
export function mount<Platform extends readonly unknown[]>(router: FetchRouter<Platform>, api: Api): void {
  router.add(api)
}
