import type { PathSegment, PathTemplate } from '@sluice/core/routing'

/** A template as Hono takes it. */
export interface HonoPath {
  readonly path: string
  /** Parameters that are none of the template's: each stands for what Hono cannot express. */
  readonly placeholders: readonly string[]
}

/** Text that each of Hono's routers takes literally, and that is the same before and after it decodes a path. */
const PLAIN = /^[A-Za-z0-9\-._~!$&'()+,;=@]*$/

/**
 * A template in the syntax of Hono 4. Its parameters are whole segments, and it matches a path that it
 * has decoded, where `%2D` is a `-`; so a segment with more to it is one parameter here, and what is in
 * it is left to `matchMounted`, which sees the path as it is on the wire.
 */
export function toHonoPath({ segments, names }: PathTemplate): HonoPath {
  const placeholders: string[] = []
  const placeholder = (): string => {
    let name = `text${placeholders.length + 1}`
    while (names.includes(name)) name = `_${name}`
    placeholders.push(name)
    return name
  }
  const path = segments.map((segment) => `/${plainText(segment) ?? `:${paramOf(segment) ?? placeholder()}`}`)
  return { path: path.join(''), placeholders }
}

function plainText(segment: PathSegment): string | undefined {
  const text = segment.map((piece) => ('literal' in piece ? piece.literal : ':')).join('')
  return PLAIN.test(text) ? text : undefined
}

function paramOf(segment: PathSegment): string | undefined {
  const name = segment.find((piece) => 'param' in piece)?.param
  // Some of Hono's routers look names up in plain objects, and find what every object has.
  return name !== undefined && name in Object.prototype ? undefined : name
}
