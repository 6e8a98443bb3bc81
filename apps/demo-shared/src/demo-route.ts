import type { StreamHandler } from '@sluice/core'

/** A route as data: each demo mounts it the way its framework does. */
export interface DemoRoute {
  readonly method: 'get' | 'post'
  /** Without parameters, so that it means the same to every router. */
  readonly path: string
  readonly handler: StreamHandler
}
