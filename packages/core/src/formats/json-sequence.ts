import type { ItemFraming } from './item-framing.ts'

/** ASCII record separator: JSON escapes it in strings, so that it is never part of an item. */
const RECORD_SEPARATOR = '\u001e'

/**
 * JSON text sequences (RFC 7464, section 2.2): a record separator, a JSON text and a line feed for each
 * item; a reader can tell an item that was cut off, and goes on at the next separator.
 *
 * The heartbeat is a separator alone. Section 2.1 has readers skip separators that follow each other;
 * the rare one that insists on the grammar takes one at the very end for an item cut off.
 */
export const JSON_SEQUENCE: ItemFraming = {
  mediaType: 'application/json-seq',
  contentType: 'application/json-seq',
  start: '',
  end: '',
  heartbeat: RECORD_SEPARATOR,
  frame: (json) => `${RECORD_SEPARATOR}${json}\n`,
}
