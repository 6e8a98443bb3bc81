import type { EventMediaType } from '@sluice/core'

/** How a stream is answered that has no end of its own. */
export const ENDLESS: {
  readonly offer: readonly [EventMediaType, ...EventMediaType[]]
  readonly endOnDrain: true
} = {
  // Not as one JSON array: nobody would ever have it.
  offer: [
    'text/event-stream',
    'application/jsonl',
    'application/x-ndjson',
    'application/json-seq',
    'multipart/mixed',
  ],
  endOnDrain: true,
}
