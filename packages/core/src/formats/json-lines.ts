import type { ItemFraming } from './item-framing.ts'

/**
 * JSON Lines (https://jsonlines.org): a JSON text and a line feed for each item. Every line is a value,
 * a blank one too, so that there is no heartbeat.
 */
export const JSON_LINES: ItemFraming = lineFraming('application/jsonl', undefined)

/**
 * Newline-delimited JSON (https://github.com/ndjson/ndjson-spec): the same bytes as JSON Lines, but
 * section 3.2 lets readers skip blank lines, and the usual ones do. So that is the heartbeat.
 */
export const NDJSON: ItemFraming = lineFraming('application/x-ndjson', '\n')

function lineFraming(mediaType: string, heartbeat: string | undefined): ItemFraming {
  return {
    mediaType,
    contentType: mediaType,
    start: '',
    end: '',
    heartbeat,
    frame: (json) => `${json}\n`,
  }
}
