import { isRawBody } from '../operation/read-body.ts'
import type { Operation } from '../operation/operation.ts'
import { isEventStream, type OperationContext } from './operation-context.ts'

/** A failure that Sluice answers with before a handler does anything. */
export interface Failure {
  readonly status: number
  /** What it is called among the components. */
  readonly name: string
  readonly description: string
  /** Whether an operation may answer with it, and for the reasons that the description names. */
  readonly concerns: (context: OperationContext) => boolean
}

/**
 * The failures that need no word of who writes an operation, in the order of their statuses. Where what
 * causes one depends on what an operation has, a status is there several times; at most one of them
 * concerns an operation.
 */
export const FAILURES: readonly Failure[] = [
  {
    status: 400,
    name: 'MalformedPath',
    description: 'The path is not percent-encoded UTF-8.',
    concerns: ({ operation, path }) => path.names.length > 0 && !takesJson(operation),
  },
  {
    status: 400,
    name: 'MalformedBody',
    description: 'The request body is not JSON.',
    concerns: ({ operation, path }) => path.names.length === 0 && takesJson(operation),
  },
  {
    status: 400,
    name: 'MalformedRequest',
    description: 'The request body is not JSON, or the path is not percent-encoded UTF-8.',
    concerns: ({ operation, path }) => path.names.length > 0 && takesJson(operation),
  },
  {
    status: 406,
    name: 'NotAcceptable',
    description: 'The response cannot be had in a media type that `Accept` lists.',
    concerns: ({ operation }) => operation.response.choose === undefined,
  },
  {
    status: 413,
    name: 'BodyTooLarge',
    description: 'The request body is longer than is allowed here.',
    concerns: ({ operation }) => operation.body !== undefined && !isCollected(operation),
  },
  {
    status: 413,
    name: 'ResponseTooLarge',
    description:
      'The answer is too long to be collected: ask for a media type that streams, if there is one.',
    concerns: ({ operation }) => operation.body === undefined && isCollected(operation),
  },
  {
    status: 413,
    name: 'ContentTooLarge',
    description:
      'The request body is longer than is allowed here, or what it asks for is too long to be collected.',
    concerns: ({ operation }) => operation.body !== undefined && isCollected(operation),
  },
  {
    status: 415,
    name: 'UnsupportedMediaType',
    description: 'The request body is of a type that is not taken here; `Accept` lists those that are.',
    concerns: ({ operation }) =>
      takesJson(operation) || (operation.body !== undefined && !takesAnything(operation)),
  },
  {
    status: 422,
    name: 'InvalidInput',
    description: 'The request does not match what this operation takes.',
    concerns: ({ operation }) => isChecked(operation),
  },
  {
    status: 500,
    name: 'InternalServerError',
    description: 'An unexpected failure. Nothing more is said of it.',
    concerns: () => true,
  },
  {
    status: 503,
    name: 'ServiceUnavailable',
    description: 'The server is shutting down and takes no new requests.',
    concerns: () => true,
  },
]

function takesJson({ body }: Operation): boolean {
  return body !== undefined && !isRawBody(body)
}

function takesAnything({ body }: Operation): boolean {
  return body !== undefined && isRawBody(body) && body.mediaTypes.includes('*/*')
}

/** Whether it can answer with all events or items at once, of which there may be too many. */
function isCollected({ response }: Operation): boolean {
  return response.representations.some(({ shape }) =>
    shape.kind === 'content' ? isEventStream(response) : 'whole' in shape && shape.whole,
  )
}

/** The id that a client reconnects with is checked without a schema too. */
function isChecked({ params, query, headers, cookies, body, response }: Operation): boolean {
  const schemas = [params, query, headers, cookies, body]
  return isEventStream(response) || schemas.some((schema) => schema !== undefined && !isRawBody(schema))
}
