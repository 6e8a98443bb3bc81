import type { JsonSchema } from '../schema/json-schema.ts'
import type { SchemaComponents } from './components.ts'

const PROBLEM = {
  description: 'What went wrong (RFC 9457).',
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      description: 'What kind of problem it is; `about:blank` if the status says it all.',
    },
    title: { type: 'string', description: 'The same for every occurrence.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'About this occurrence.' },
  },
}

const INPUT_ERRORS = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['location', 'message'],
        properties: {
          location: {
            type: 'string',
            description: 'The part of the request and the path in it, joined by dots.',
            examples: ['query.limit', 'body.items.0'],
          },
          message: { type: 'string' },
          value: { description: 'What was given, if it is short and no secret.' },
        },
      },
    },
  },
}

/** `application/problem+json` of any failure. */
export function problemSchema(components: SchemaComponents): JsonSchema {
  return components.define(PROBLEM, 'Problem', () => PROBLEM)
}

/** `application/problem+json` of input that does not match its schemas. */
export function inputProblemSchema(components: SchemaComponents): JsonSchema {
  return components.define(INPUT_ERRORS, 'InputProblem', () => ({
    description: 'What is wrong with the request, in the order of params, query, headers, cookies, body.',
    allOf: [problemSchema(components), INPUT_ERRORS],
  }))
}
