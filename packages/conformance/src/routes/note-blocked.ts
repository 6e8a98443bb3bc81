import type { Context } from '@sluice/core'

import type { RouteState } from './route-state.ts'

/** How long a write must be pending to be taken for blocked, in milliseconds. */
export const BLOCKED_AFTER = 200

/** Records `blocked` with the bytes so far when `waiting` is still pending after a while. */
export async function noteBlocked<T>(
  state: RouteState,
  ctx: Context,
  bytes: number,
  waiting: Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => state.record(ctx, 'blocked', bytes), BLOCKED_AFTER)
  try {
    return await waiting
  } finally {
    clearTimeout(timer)
  }
}
