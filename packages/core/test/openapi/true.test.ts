import { Ajv } from 'ajv'
import { createParser } from 'eventsource-parser'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApi } from '../../src/api/create-api.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import type { MediaTypeObject, OperationObject, ResponseObject } from '../../src/openapi/document-types.ts'
import { operation } from '../../src/operation/operation.ts'

const events = operation({
  id: 'events',
  method: 'POST',
  path: '/events/{count}',
  params: z.object({ count: z.coerce.number().int().min(1) }),
  body: z.object({ fail: z.boolean().default(false) }),
  response: eventStream(
    { message: z.object({ text: z.string() }), tick: z.object({ left: z.coerce.string() }) },
    { terminator: '[DONE]' },
  ),
  async *handler(_ctx, { params, body }) {
    yield { data: { text: 'Here we go.' }, retry: 100 }
    for (let left = params.count; left > 0; left--) yield { event: 'tick', data: { left }, id: String(left) }
    if (body.fail) throw new Error('as asked')
  },
})
const items = operation({
  id: 'items',
  method: 'GET',
  path: '/items',
  response: jsonLines(z.object({ at: z.iso.date(), size: z.number().default(1) })),
  *handler() {
    yield { at: '2026-01-01' }
    yield { at: '2026-01-02', size: 2 }
  },
})
const api = createApi({ title: 'True', version: '1', operations: [events, items], onError: () => {} })
const document = JSON.parse(JSON.stringify(api.openapi()))
const describedEvents: OperationObject = document.paths['/events/{count}'].post
const describedItems: OperationObject = document.paths['/items'].get

/** Whether a value matches a schema of the document, as JSON Schema has it. */
function expectMatch(schema: unknown, value: unknown): void {
  const ajv = new Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const valid = ajv.validate(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')), value)
  expect(valid, `${JSON.stringify(value)}: ${ajv.errorsText()}`).toBe(true)
}

/** The items of a streamed body, by readers that are not ours. */
function itemsOf(contentType: string, body: string): unknown[] {
  const [mediaType, boundary] = contentType.split('; boundary=')
  switch (mediaType) {
    case 'text/event-stream': {
      const fields: unknown[] = []
      const onEvent = (event: object): unknown => fields.push(JSON.parse(JSON.stringify(event)))
      createParser({ onEvent }).feed(body)
      return fields
    }
    case 'application/json-seq':
      return body
        .split('\x1e')
        .slice(1)
        .map((text) => JSON.parse(text))
    case 'multipart/mixed':
      return body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => JSON.parse(part.slice(part.indexOf('\r\n\r\n'))))
    default:
      return body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
  }
}

function success({ responses }: OperationObject): [string, MediaTypeObject][] {
  return Object.entries((responses['200'] as ResponseObject).content ?? {})
}

/** Asks, and checks the answer against what is said of its media type. */
async function expectTrue(
  path: string,
  init: RequestInit,
  accept: string,
  described: MediaTypeObject,
): Promise<unknown[]> {
  const response = await api.request(path, {
    ...init,
    headers: { 'content-type': 'application/json', accept },
  })
  const contentType = response.headers.get('content-type') ?? ''
  expect(response.status).toBe(200)
  expect(contentType.split(';')[0]).toBe(accept)
  const chunks: string[] = []
  try {
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString())
  } catch {
    // A stream that fails is not ended properly; what came before is what counts.
  }
  const body = chunks.join('')
  if (described.itemSchema === undefined) {
    expectMatch(described.schema, JSON.parse(body))
    return JSON.parse(body)
  }
  const found = itemsOf(contentType, body)
  for (const item of found) expectMatch(described.itemSchema, item)
  return found
}

interface Ask extends RequestInit {
  readonly headers?: Record<string, string>
}

const ask = (body: unknown): Ask => ({ method: 'POST', body: JSON.stringify(body) })

describe('what an operation answers is what its document says', () => {
  it.each(success(describedEvents))('events as %s', async (mediaType, described) => {
    const found = await expectTrue('/events/2', ask({}), mediaType, described)
    expect(found).toHaveLength(mediaType === 'text/event-stream' ? 4 : 3)
  })

  it.each(success(describedItems))('items as %s', async (mediaType, described) => {
    expect(await expectTrue('/items', {}, mediaType, described)).toHaveLength(2)
  })

  const streamed = success(describedEvents).filter(([, { itemSchema }]) => itemSchema !== undefined)
  it.each(streamed)('events that end with a failure as %s', async (mediaType, described) => {
    const found = await expectTrue('/events/1', ask({ fail: true }), mediaType, described)
    expect(found.at(-1)).toHaveProperty('event', 'error')
  })
})

describe('a failure is one that the document has, and says what that says', () => {
  const refused: [status: number, path: string, init: Ask][] = [
    [400, '/events/1', { ...ask({}), body: '{' }],
    [400, '/events/%ff', ask({})],
    [406, '/events/1', { ...ask({}), headers: { accept: 'image/png' } }],
    [413, '/events/1', ask('x'.repeat(2_000_000))],
    [413, '/events/100000', { ...ask({}), headers: { accept: 'application/json' } }],
    [415, '/events/1', { ...ask({}), headers: { 'content-type': 'text/plain' } }],
    [422, '/events/0', ask({})],
    [422, '/events/1?lastEventId=%00', ask({})],
    [500, '/events/1', { ...ask({ fail: true }), headers: { accept: 'application/json' } }],
  ]

  it.each(refused)('%i %s', async (status, path, init) => {
    const headers = { 'content-type': 'application/json', ...init.headers }
    const response = await api.request(path, { ...init, headers })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const described = describedEvents.responses[status] as { $ref: string }
    const name = described.$ref.split('/').at(-1) ?? ''
    const { content } = document.components.responses[name]
    expectMatch(content['application/problem+json'].schema, await response.json())
  })
})
