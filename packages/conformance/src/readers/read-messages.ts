import { readEvents } from './read-events.ts'
import { readLines } from './read-lines.ts'
import { readMultipart } from './read-multipart.ts'
import { readSequence } from './read-sequence.ts'

/** The media types in which messages come one by one. */
export const streamingTypes = [
  'text/event-stream',
  'application/jsonl',
  'application/x-ndjson',
  'application/json-seq',
  'multipart/mixed',
] as const

/** Reads what has come of a stream, by its content type: the messages that are complete. */
export function readMessages(contentType: string, bytes: Uint8Array): unknown[] {
  const [mediaType = ''] = contentType.split(';', 1)
  switch (mediaType) {
    case 'text/event-stream': {
      const { events, errors } = readEvents(bytes)
      if (errors.length > 0) throw new Error(`not an event stream: ${errors.join(', ')}`)
      return events.map(({ data, ...event }) => ({ ...event, data: JSON.parse(data) as unknown }))
    }
    case 'application/jsonl':
      return readLines(bytes, 'refused')
    case 'application/x-ndjson':
      return readLines(bytes, 'skipped')
    case 'application/json-seq':
      return readSequence(bytes)
    case 'multipart/mixed':
      return readMultipart(contentType, bytes).parts.map(({ headers, body }): unknown => {
        if (headers.join('|') !== 'Content-Type: application/json')
          throw new Error(`headers: ${headers.join('|')}`)
        return JSON.parse(body)
      })
    default:
      throw new Error(`no stream of messages: ${contentType}`)
  }
}
