import { type as ark } from 'arktype'
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { z } from 'zod'
import { content } from '../../src/formats/content.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { json } from '../../src/formats/json-response.ts'
import type { ApiDescription } from '../../src/openapi/document.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { rawBody } from '../../src/operation/read-body.ts'
import { stream } from '../../src/response/stream.ts'
import type { SchemaConverters } from '../../src/schema/json-schema.ts'

/** A schema with a name, used as input, as output, and inside another. */
const Thing = z
  .object({ name: z.string(), size: z.number().default(1) })
  .meta({ id: 'Thing', description: 'A thing.' })

/** Contains itself, without a name. */
const Comment = z.object({
  text: z.string(),
  get replies() {
    return z.array(Comment)
  },
})

/** Contains itself, in a library that calls its parts by numbers. */
interface Folder {
  name: string
  folders: Folder[]
}
const Folder: v.GenericSchema<Folder> = v.object({ name: v.string(), folders: v.array(v.lazy(() => Folder)) })

/** The same, in a third one. */
const ark3 = ark.module({ node: { label: 'string', children: 'node[]' } })

/** Without a name, in two operations. */
const Reading = v.object({ at: v.pipe(v.string(), v.isoTimestamp()), celsius: v.number() })

export const about: ApiDescription = {
  title: 'Rich',
  version: '1.0.0',
  description: 'An api with one of everything.\n\n- streams\n- and the rest',
  servers: [{ url: 'https://api.example.com/v1', description: 'The real one' }, { url: '/' }],
  tags: [{ name: 'streams', description: 'What does not end.' }, { name: 'things' }],
}

export const converters: SchemaConverters = {
  valibot: (schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' }),
}

const later = (): never => {
  throw new Error('not called')
}

const countdown = operation({
  id: 'countdown',
  method: 'GET',
  path: '/countdown/{from}',
  summary: 'Count down, one tick a second',
  tags: ['streams'],
  params: z.object({ from: z.coerce.number().int().min(1).max(60).describe('Where to begin.') }),
  response: eventStream({
    tick: z.object({ left: z.number() }),
    liftoff: z.object({ at: z.iso.datetime() }),
  }),
  handler: later,
})

export const operations: readonly Operation[] = [
  countdown,
  operation({
    id: 'chat-completions',
    method: 'POST',
    path: '/v1/chat/completions',
    description: 'Answers as OpenAI does.\n\nWith `stream`, in pieces.',
    tags: ['streams'],
    body: z.object({ model: z.string(), stream: z.boolean().optional() }),
    headers: z.object({ authorization: z.string(), 'X-Trace': z.string().optional() }),
    cookies: z.object({ session: z.string() }),
    errors: { 401: 'No valid key was given.', 429: 'Too many requests.' },
    response: eventStream(
      { message: z.object({ delta: z.string() }) },
      {
        description: 'The pieces, or all of them as one.',
        terminator: '[DONE]',
        offer: ['text/event-stream', 'application/json'],
        choose: (input: { body: { stream?: boolean } }) =>
          input.body.stream === true ? 'text/event-stream' : 'application/json',
        collect: { schema: z.object({ text: z.string() }), from: () => ({ text: '' }) },
      },
    ),
    handler: later,
  }),
  operation({
    id: 'readings',
    method: 'GET',
    path: '/sensors/{sensor}-{channel}/readings',
    tags: ['streams'],
    query: v.object({
      unit: v.optional(v.array(v.picklist(['C', 'F'])), ['C']),
      since: v.optional(v.pipe(v.string(), v.isoTimestamp(), v.description('Leave out what is older.'))),
    }),
    response: eventStream({ reading: Reading, note: v.string() }, { lastEventId: z.string().regex(/^\d+$/) }),
    handler: later,
  }),
  operation({
    id: 'export',
    method: 'GET',
    path: '/export',
    query: ark({ 'rows?': 'string.integer.parse', 'color?': "'red' | 'blue'" }),
    response: jsonLines(Reading, { description: 'The data set.' }),
    handler: later,
  }),
  operation({
    id: 'exportCsv',
    method: 'GET',
    path: '/export.csv',
    deprecated: true,
    response: content('text/csv; charset=utf-8', { description: 'The data set.' }),
    handler: () => stream(later),
  }),
  operation({
    id: 'createThing',
    method: 'POST',
    path: '/things',
    tags: ['things'],
    body: Thing,
    response: json(Thing, { status: 201, description: 'What was created.' }),
    handler: later,
  }),
  operation({
    id: 'listThings',
    method: 'GET',
    path: '/things',
    tags: ['things'],
    response: json(z.object({ things: z.array(Thing), next: z.string().nullable() })),
    handler: later,
  }),
  operation({
    id: 'replaceThing',
    method: 'PUT',
    path: '/things/{id}',
    tags: ['things'],
    params: z.object({ id: z.uuid() }),
    body: Thing.optional(),
    errors: { 404: 'There is no such thing.', 422: 'The thing is not complete.' },
    response: json(z.boolean()),
    handler: later,
  }),
  operation({
    id: 'upload',
    method: 'POST',
    path: '/things/{id}/picture',
    body: rawBody('image/png', 'image/*'),
    response: json(ark({ bytes: 'number' })),
    handler: later,
  }),
  operation({
    id: 'echo',
    method: 'POST',
    path: '/echo',
    body: rawBody(),
    response: content('*/*'),
    handler: () => stream(later),
  }),
  operation({ id: 'comments', method: 'GET', path: '/comments', response: json(Comment), handler: later }),
  operation({ id: 'folders', method: 'GET', path: '/folders', response: json(Folder), handler: later }),
  operation({
    id: 'graph',
    method: 'POST',
    path: '/graph',
    body: ark3.node,
    response: json(ark3.node),
    handler: later,
  }),
]
