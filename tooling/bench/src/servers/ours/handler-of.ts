import type { Api, StreamHandler } from '@sluice/core'

/** The handler of an api's only operation, without the routing in front of it. */
export function handlerOf({ routes }: Api): StreamHandler {
  const route = routes.find(({ path }) => path.source === '/stream')
  if (route === undefined) throw new Error('The api has no /stream.')
  return route.handler
}
