import { InvalidArgumentError } from '../contract/errors.ts'
import type { ItemFraming } from './item-framing.ts'
import { JSON_LINES, NDJSON } from './json-lines.ts'
import { JSON_SEQUENCE } from './json-sequence.ts'
import { multipartMixed } from './multipart-mixed.ts'

/** The framing of a media type that carries one JSON value after the other, for one response. */
export function itemFraming(mediaType: string): ItemFraming {
  switch (mediaType) {
    case 'application/jsonl':
      return JSON_LINES
    case 'application/x-ndjson':
      return NDJSON
    case 'application/json-seq':
      return JSON_SEQUENCE
    case 'multipart/mixed':
      return multipartMixed()
    default:
      throw new InvalidArgumentError(
        `${mediaType} is none of the media types for a stream of values: offer application/jsonl, application/x-ndjson, application/json-seq, multipart/mixed or application/json.`,
      )
  }
}
