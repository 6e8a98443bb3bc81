import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventStream } from '../../src/formats/event-stream.ts'
import { json } from '../../src/formats/json-response.ts'
import { describeApi } from '../../src/openapi/document.ts'
import type { ParameterObject } from '../../src/openapi/document-types.ts'
import { objectProperties } from '../../src/openapi/object-properties.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'

function parametersOf(init: Partial<Operation>): readonly ParameterObject[] {
  const least = operation({
    id: 'one',
    method: 'GET',
    path: '/x',
    response: json(z.any()),
    handler: () => null,
  })
  const one = { ...least, ...init }
  return describeApi({ title: 'One', version: '1' }, [one], {}).paths[one.path]?.get?.parameters ?? []
}

describe('parameters', () => {
  it('of the path are in its order, required, and text without a schema', () => {
    const params = z.object({ b: z.coerce.number().describe('The second.').optional(), other: z.string() })
    expect(parametersOf({ path: '/{a}/{b}', params })).toEqual([
      { name: 'a', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'b', in: 'path', description: 'The second.', required: true, schema: { type: 'number' } },
    ])
  })

  it('of the query repeat their name for an array', () => {
    const query = z.object({
      tag: z.array(z.string()),
      old: z.string().optional().meta({ deprecated: true }),
    })
    expect(parametersOf({ query })).toEqual([
      {
        name: 'tag',
        in: 'query',
        required: true,
        style: 'form',
        explode: true,
        schema: { type: 'array', items: { type: 'string' } },
      },
      { name: 'old', in: 'query', deprecated: true, schema: { type: 'string' } },
    ])
  })

  it('have the first of the examples that their schemas have', () => {
    const query = z.object({
      from: z.coerce.number().meta({ examples: [0, 3] }),
      to: z.string().meta({ examples: [] }),
    })
    expect(parametersOf({ query })).toMatchObject([
      { name: 'from', example: 0, schema: { examples: [0, 3] } },
      { name: 'to', schema: { type: 'string' } },
    ])
    expect(parametersOf({ query })[1]).not.toHaveProperty('example')
  })

  it('leave out the headers that OpenAPI describes elsewhere', () => {
    const headers = z.object({
      accept: z.string(),
      'Content-Type': z.string(),
      authorization: z.string(),
      'x-request-id': z.string(),
    })
    expect(parametersOf({ headers }).map(({ name }) => name)).toEqual(['x-request-id'])
  })

  it('of an event stream say how to reconnect, unless the operation does', () => {
    const response = eventStream({ tick: z.number() })
    const names = (init: object) => parametersOf({ response, ...init }).map((one) => `${one.in} ${one.name}`)
    expect(names({})).toEqual(['query lastEventId', 'header Last-Event-ID'])
    expect(names({ headers: z.object({ 'last-event-id': z.string() }) })).toEqual([
      'header last-event-id',
      'query lastEventId',
    ])
  })

  it('share what they refer to', () => {
    const query = z.object({ unit: z.enum(['C', 'F']).meta({ id: 'Unit' }) })
    expect(parametersOf({ query })).toEqual([
      { name: 'unit', in: 'query', required: true, schema: { $ref: '#/components/schemas/Unit' } },
    ])
  })
})

describe('the properties of an object', () => {
  const text = { type: 'string' }
  const number = { type: 'number' }

  it('are those of all that it is combined from', () => {
    const found = objectProperties({
      properties: { a: text, never: false, any: true },
      required: ['any'],
      allOf: [{ $ref: '#/$defs/b' }, { properties: { a: { minLength: 1 } }, required: ['a'] }],
      $defs: { b: { properties: { b: number } } },
    })
    expect(Object.fromEntries(found)).toEqual({
      a: { schema: { allOf: [text, { minLength: 1 }] }, required: true },
      any: { schema: {}, required: true },
      b: { schema: number, required: false },
    })
  })

  it('are required of alternatives when they are in all of them', () => {
    const found = objectProperties({
      anyOf: [
        { properties: { kind: { const: 'a' }, a: text, same: text }, required: ['kind', 'a', 'same'] },
        { properties: { kind: { const: 'b' }, same: text }, required: ['kind'] },
      ],
    })
    expect(Object.fromEntries(found)).toEqual({
      kind: { schema: { anyOf: [{ const: 'a' }, { const: 'b' }] }, required: true },
      a: { schema: text, required: false },
      same: { schema: text, required: false },
    })
  })

  it('end where an object is combined from itself', () => {
    const found = objectProperties({ properties: { a: text }, oneOf: [{ $ref: '#' }] })
    expect([...found.keys()]).toEqual(['a'])
  })
})
