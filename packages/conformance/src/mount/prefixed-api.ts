import type { Api } from '@sluice/core'
import { parsePathTemplate } from '@sluice/core/routing'

import type { ConformanceMount } from './mount.ts'

/** The api of a mount with the prefix in its paths: for servers that have no sub-routers to mount it in. */
export function prefixedApi({ prefix, api }: ConformanceMount): Api {
  const routes = api.routes.map((route) => ({
    ...route,
    path: parsePathTemplate(`${prefix}${route.path.source}`),
  }))
  return { ...api, routes }
}
