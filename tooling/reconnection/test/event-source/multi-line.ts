import type { EventContext } from '@sluice/core'
import { expect } from 'vitest'
import { count } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'
import { texts } from './texts.ts'

/** Lines that a careless writer or reader would take for something else. */
const LINES = [
  ' a space before',
  '\ttab\t',
  '',
  'id: x',
  'event: tick',
  'retry: 1',
  ': no comment',
  'data: data',
  'NUL \0 and byte order mark \ufeff',
  'é 日本語 🙂 𝒳 \u{10ffff}',
  'spaces after  ',
  '',
]

/** The line ends of `text/event-stream`, each of which may stand in a text too. */
const ENDS = ['\n', '\r\n', '\r'] as const

/** The lines with every line end, one text after the other. */
const TEXT = ENDS.map((end) => LINES.join(end)).join('|')

/** Text with line breaks, and with what looks like fields, is data and nothing else. */
export const multiLine: EventSourceCase = {
  id: 'EventSource.multi-line',
  clause: 'F1',
  title: 'text of several lines arrives as it was sent, as JSON, as raw data, and byte by byte',
  async run(scene) {
    const lines = texts(
      'lines',
      async (ctx, send) => {
        await send('message', TEXT)
        for (const end of ENDS) await writeByteByByte(ctx, end)
      },
      TEXT,
    )
    await using stage = await setStage(scene, [lines])
    await using source = await stage.open('/lines', ['tick'])
    await source.events.until('the end', (entries) => count(entries, 'error') > 0)

    const messages = source.events.entries.filter(({ data }) => data !== undefined)
    // What a line looks like has neither named an event nor given it an id.
    for (const { type, lastEventId } of messages) expect([type, lastEventId]).toEqual(['message', ''])
    const [json, ...raw] = messages.map(({ data }) => data ?? '')
    expect(JSON.parse(json ?? '')).toBe(TEXT)
    // Raw data has no way to say which line end it was: each is an LF for the reader.
    const withLf = LINES.join('\n')
    expect(raw).toEqual([withLf, withLf, withLf, [withLf, withLf, withLf].join('|')])
  },
}

/** Sends the lines as one event, not through our encoder, in pieces that split characters and line ends. */
async function writeByteByByte({ writer }: EventContext, end: string): Promise<void> {
  const event = [...LINES.map((line) => `data: ${line}`), '', ''].join(end)
  for (const byte of new TextEncoder().encode(event)) {
    await writer.write(Uint8Array.of(byte))
    await writer.flush()
  }
}
