import { checkEvent } from './event-fields.ts'
import type { EventFields } from './event-fields.ts'

const NO_FIELDS: EventFields = {}

/**
 * An event as one JSON text, for formats that have items but no events:
 * `{"event":"tick","data":…,"id":"1","retry":5}`. `id` and `retry` are there when they were given. A
 * comment is not data, and left out.
 *
 * `json` is what `JSON.stringify` returns for the data, without its indent argument: it is put in as it is.
 * @throws {InvalidEventError} for the names and fields that Server-Sent Events refuse, so that a
 *   handler which works in one representation works in all of them
 */
export function eventObject(
  name: string,
  json: string,
  { id, retry, comment }: EventFields = NO_FIELDS,
): string {
  checkEvent(name, json, id, retry, comment)
  let text = `{"event":${JSON.stringify(name)},"data":${json}`
  if (id !== undefined) text += `,"id":${JSON.stringify(id)}`
  if (retry !== undefined) text += `,"retry":${retry}`
  return `${text}}`
}
