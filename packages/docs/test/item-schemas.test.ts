import { expect, it } from 'vitest'
import { showItemSchemas } from '../src/browser/item-schemas.ts'

it('says an item schema as the schema of an array', () => {
  const itemSchema = { oneOf: [{ $ref: '#/a' }, { $ref: '#/b' }] }
  expect(
    showItemSchemas({ responses: { 200: { content: { 'text/event-stream': { itemSchema } } } } }),
  ).toEqual({
    responses: {
      200: { content: { 'text/event-stream': { itemSchema, schema: { type: 'array', items: itemSchema } } } },
    },
  })
})

it('leaves alone what has a schema, and properties that are called like media types are', () => {
  const media = { content: { 'application/json': { schema: { type: 'string' }, itemSchema: {} } } }
  const properties = {
    properties: { content: { itemSchema: { type: 'string' } } },
    examples: [1, null, 'a', true],
  }
  expect(showItemSchemas({ media, properties })).toEqual({ media, properties })
})
