import type { JsonSchema } from '../schema/json-schema.ts'
import type { SchemaComponents } from './components.ts'
import type { MediaTypeObject } from './document-types.ts'
import { PROBLEM_TITLES } from './problem-titles.ts'

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
  // What a stream that fails ends with; a response has an example of its own.
  examples: [exampleOf(500, 'Internal Server Error')],
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

/** One thing that is wrong, of a request that nobody has sent. */
const INPUT_ERROR = { location: 'query.limit', message: 'This is not a number.', value: 'many' }

/** The body of responses with that status: the problem, and an example of it if the status has a title. */
export function describeProblemBody(status: number, components: SchemaComponents): MediaTypeObject {
  const isInput = status === 422
  const schema = isInput ? inputProblemSchema(components) : problemSchema(components)
  const title = PROBLEM_TITLES.get(status)
  if (title === undefined) return { schema }
  const example = exampleOf(status, title)
  return { schema, example: isInput ? { ...example, errors: [INPUT_ERROR] } : example }
}

function exampleOf(status: number, title: string): { type: string; title: string; status: number } {
  return { type: 'about:blank', title, status }
}

/** `application/problem+json` of any failure. */
export function problemSchema(components: SchemaComponents): JsonSchema {
  return components.define(PROBLEM, 'Problem', () => PROBLEM)
}

/** `application/problem+json` of input that does not match its schemas. */
function inputProblemSchema(components: SchemaComponents): JsonSchema {
  return components.define(INPUT_ERRORS, 'InputProblem', () => ({
    description: 'What is wrong with the request, in the order of params, query, headers, cookies, body.',
    allOf: [problemSchema(components), INPUT_ERRORS],
  }))
}
