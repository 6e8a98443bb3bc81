/**
 * The typed name of a request-scoped value. The framework's own code finds the value under `name`:
 * `res.locals` in Express, `ctx.state` in Koa, `c.get` in Hono.
 *
 * @example
 * const userKey = contextKey<User>('user')
 * ctx.set(userKey, user)
 */
export interface ContextKey<T> {
  readonly name: string
  /** Never there: only carries the value's type. */
  readonly valueType?: (value: T) => T
}

/** Makes the key of a request-scoped value of type `T`. Keys of equal name share one value. */
export function contextKey<T>(name: string): ContextKey<T> {
  return { name }
}
