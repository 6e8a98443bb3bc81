import type { Context } from '../context/context.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { type Validated, validateInput } from '../schema/validate.ts'

/** The query parameter that stands in for the header where a client cannot set one. */
export const LAST_EVENT_ID_PARAMETER = 'lastEventId'

/** What no event id holds (WHATWG HTML, section 9.2.6). */
const NO_ID = /[\0\n\r]/

/** All ASCII, or more than bytes: there is nothing to decode. */
const DECODED = /^[\0-\x7f]*$|[^\0-\xff]/

/**
 * The id that a reconnecting client gives back: of the header, else of the query. With a schema,
 * what that makes of it, or what is wrong with it.
 */
export function readLastEventId(
  ctx: Context,
  schema: StandardSchema | undefined,
): Validated<unknown> | Promise<Validated<unknown>> {
  const fromHeader = ctx.headers.get('last-event-id')
  // A query that is not there need not be parsed.
  if (fromHeader === undefined && !ctx.target.includes('?')) return { value: undefined }
  const id = fromHeader === undefined ? ctx.query.get(LAST_EVENT_ID_PARAMETER) : decodeUtf8(fromHeader)
  // An empty id is how an event resets it: the client starts afresh.
  if (id === null || id === '') return { value: undefined }
  const location = fromHeader === undefined ? 'query' : 'headers'
  const name = fromHeader === undefined ? LAST_EVENT_ID_PARAMETER : 'last-event-id'
  if (NO_ID.test(id)) {
    return {
      issues: [{ location: `${location}.${name}`, message: 'An event id holds no line break and no NUL.' }],
    }
  }
  if (schema === undefined) return { value: id }
  const checked = validateInput(location, schema, id)
  return 'then' in checked ? checked.then((result) => named(result, name)) : named(checked, name)
}

/** The value is one of many in its part of the request: the issues say which. */
function named(checked: Validated<unknown>, name: string): Validated<unknown> {
  if (!checked.issues) return checked
  return {
    issues: checked.issues.map(({ location, ...issue }) => {
      const [part, ...path] = location.split('.')
      return { location: [part, name, ...path].join('.'), ...issue }
    }),
  }
}

/** `EventSource` sends an id as UTF-8, and runtimes show headers byte by byte. */
function decodeUtf8(header: string): string {
  if (DECODED.test(header)) return header
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(header, (char) => char.charCodeAt(0)),
    )
  } catch {
    return header
  }
}
