import type { EventSchemas } from '../formats/representation.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { pascalCase } from './component-name.ts'
import type { OperationContext } from './operation-context.ts'
import { problemSchema } from './problem-schemas.ts'

/** Fields that every event may have beside its name and data. */
const FIELDS = {
  id: {
    type: 'string',
    description: 'What a client that reconnects gives back as `Last-Event-ID`.',
    examples: ['1'],
  },
  retry: {
    type: 'integer',
    minimum: 0,
    description: 'Milliseconds to wait before reconnecting, from now on.',
    examples: [3_000],
  },
}

const SENT_ERROR = {}
const ERROR_OBJECT = {}

/**
 * One event of `text/event-stream`, as its fields (OpenAPI 3.2.0, Special Considerations for
 * Server-Sent Events): values are text, and text that is JSON says so by `contentSchema`. One
 * alternative for each event, for the error that a stream which fails ends with, and for the
 * terminator; no event fits two of them.
 */
export function sentEventSchema(
  context: OperationContext,
  events: EventSchemas,
  terminator: string | undefined,
): JsonSchema {
  const alternatives = Object.keys(events).map((name) =>
    sentEvent(name, jsonText(dataSchema(context, events, name), name === 'message' ? terminator : undefined)),
  )
  const sentError = context.components.define(SENT_ERROR, 'ServerSentError', () => ({
    description: 'The last event of a stream that has failed.',
    ...sentEvent('error', jsonText(problemSchema(context.components))),
  }))
  const end = terminator === undefined ? [] : [terminatorEvent(terminator)]
  return {
    type: 'object',
    required: ['data'],
    properties: FIELDS,
    oneOf: [...alternatives, sentError, ...end],
  }
}

/** One event as a JSON object, one alternative for each event. */
export function eventObjectSchema(context: OperationContext, events: EventSchemas): JsonSchema {
  const { components, operation, prefix } = context
  return components.define(operation.response, `${prefix}Event`, () => ({
    oneOf: Object.keys(events).map((name) => eventObject(name, dataSchema(context, events, name), FIELDS)),
  }))
}

/** One event as a JSON object in a stream, which ends with an error if it fails. */
export function streamedEventObjectSchema(context: OperationContext, events: EventSchemas): JsonSchema {
  const errorObject = context.components.define(ERROR_OBJECT, 'StreamError', () => ({
    description: 'The last object of a stream that has failed.',
    ...eventObject('error', problemSchema(context.components), {}),
  }))
  return { oneOf: [eventObjectSchema(context, events), errorObject] }
}

function dataSchema(
  { components, operation, prefix }: OperationContext,
  events: EventSchemas,
  name: string,
): JsonSchema {
  const schema = events[name]
  if (schema === undefined) return {}
  return components.refer({
    schema,
    side: 'output',
    role: prefix + pascalCase(name),
    what: `the event '${name}' of operation '${operation.id}'`,
  })
}

/** A `message` is an event without a name (WHATWG HTML, section 9.2.6). */
function sentEvent(name: string, data: JsonSchema): JsonSchema {
  return {
    title: name,
    type: 'object',
    required: name === 'message' ? ['data'] : ['event', 'data'],
    properties: { event: { const: name }, data },
  }
}

function terminatorEvent(terminator: string): JsonSchema {
  return {
    title: terminator,
    description: 'The last event of a stream that has come to its end. Its data is no JSON.',
    type: 'object',
    required: ['data'],
    properties: { event: { const: 'message' }, data: { const: terminator } },
  }
}

function jsonText(schema: JsonSchema, except?: string): JsonSchema {
  return {
    type: 'string',
    ...(except === undefined ? {} : { not: { const: except } }),
    contentMediaType: 'application/json',
    contentSchema: schema,
  }
}

function eventObject(
  name: string,
  data: JsonSchema,
  fields: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return {
    title: name,
    type: 'object',
    required: ['event', 'data'],
    properties: { event: { const: name }, data, ...fields },
  }
}
