import { Ajv } from 'ajv'
import { createParser } from 'eventsource-parser'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventObject } from '../../src/formats/event-object.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { encodeEvent, encodeJsonEvent } from '../../src/formats/server-sent-events.ts'
import { describeApi } from '../../src/openapi/document.ts'
import type { MediaTypeObject } from '../../src/openapi/document-types.ts'
import { operation } from '../../src/operation/operation.ts'

const events = operation({
  id: 'events',
  method: 'GET',
  path: '/events',
  response: eventStream(
    { message: z.object({ text: z.string() }), tick: z.object({ left: z.number() }) },
    { terminator: '[DONE]' },
  ),
  handler: () => {},
})
const document = JSON.parse(JSON.stringify(describeApi({ title: 'E', version: '1' }, [events], {})))
const content: Record<string, MediaTypeObject> = document.paths['/events'].get.responses[200].content

/** Whether a value matches a schema of the document, as JSON Schema has it. */
function matches(schema: unknown, value: unknown): boolean {
  const ajv = new Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'))
  return ajv.validate(pointed, value)
}

/** The fields of an event as OpenAPI sees them: those that were sent, by an independent parser. */
function fieldsOf(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  const parser = createParser({
    onEvent: (event) => {
      for (const [name, value] of Object.entries(event)) if (value !== undefined) fields[name] = value
    },
    onRetry: (retry) => (fields['retry'] = retry),
  })
  parser.feed(text)
  return fields
}

const problem = JSON.stringify({ type: 'about:blank', title: 'Internal Server Error', status: 500 })

describe('the itemSchema of text/event-stream', () => {
  const { itemSchema } = content['text/event-stream'] ?? {}

  it.each([
    ['a message, which has no event field', encodeJsonEvent('message', '{"text":"hi"}')],
    ['an event with all fields', encodeJsonEvent('tick', '{"left":1}', { id: '1', retry: 5, comment: 'c' })],
    ['the error that a stream ends with', encodeJsonEvent('error', problem)],
    ['the terminator', encodeEvent('message', '[DONE]')],
  ])('takes %s', (_, text) => {
    expect(matches(itemSchema, fieldsOf(text))).toBe(true)
  })

  it.each([
    ['an event that is not declared', { event: 'tock', data: '{}' }],
    ['an event without data', { event: 'tick' }],
    ['data that is not text', { event: 'tick', data: { left: 1 } }],
    ['a retry that is no number of milliseconds', { data: '{}', retry: -1 }],
  ])('does not take %s', (_, fields) => {
    expect(matches(itemSchema, fields)).toBe(false)
  })

  it('says what the data is', () => {
    const described = JSON.stringify(itemSchema)
    expect(described).toContain(
      '"contentMediaType":"application/json","contentSchema":{"$ref":"#/components/schemas/EventsTick"}',
    )
    expect(matches({ $ref: '#/components/schemas/EventsTick' }, { left: 1 })).toBe(true)
    expect(matches({ $ref: '#/components/schemas/EventsTick' }, { left: '1' })).toBe(false)
  })
})

describe.each(['application/jsonl', 'application/x-ndjson', 'application/json-seq', 'multipart/mixed'])(
  'the itemSchema of %s',
  (mediaType) => {
    const { itemSchema } = content[mediaType] ?? {}

    it.each([
      ['a message', eventObject('message', '{"text":"hi"}')],
      ['an event with all fields', eventObject('tick', '{"left":1}', { id: '1', retry: 5 })],
    ])('takes %s', (_, text) => {
      expect(matches(itemSchema, JSON.parse(text))).toBe(true)
    })

    it('takes the error that a stream ends with', () => {
      expect(matches(itemSchema, { event: 'error', data: JSON.parse(problem) })).toBe(true)
    })

    it('takes no data of another event', () => {
      expect(matches(itemSchema, { event: 'tick', data: { text: 'hi' } })).toBe(false)
      expect(matches(itemSchema, { event: 'tock', data: {} })).toBe(false)
    })
  },
)

it('the schema of application/json takes an array of events, and no error, which would be the whole answer', () => {
  const { schema } = content['application/json'] ?? {}
  expect(matches(schema, [{ event: 'tick', data: { left: 1 }, id: '1' }])).toBe(true)
  expect(matches(schema, [{ event: 'error', data: JSON.parse(problem) }])).toBe(false)
})
