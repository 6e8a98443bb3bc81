const tick = { $ref: '#/components/schemas/Tick' }
const liftoff = { $ref: '#/components/schemas/Liftoff' }

const event = (name: string, data: object): object => ({
  type: 'object',
  title: name,
  required: ['event', 'data'],
  properties: {
    event: { const: name },
    data: { type: 'string', contentMediaType: 'application/json', contentSchema: data },
    id: { type: 'string' },
    retry: { type: 'integer', minimum: 0 },
  },
})

/** A small api with a stream, as OpenAPI 3.2 describes one. */
export const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Demo of streams', version: '1.0.0' },
  servers: [{ url: '.' }],
  tags: [{ name: 'time' }],
  paths: {
    '/countdown/{from}': {
      get: {
        operationId: 'countdown',
        summary: 'Count down, one tick a second',
        tags: ['time'],
        parameters: [{ name: 'from', in: 'path', required: true, schema: { type: 'integer', example: 3 } }],
        responses: {
          200: {
            description: 'Ticks, then liftoff.',
            content: {
              'text/event-stream': {
                itemSchema: { oneOf: [event('tick', tick), event('liftoff', liftoff)] },
              },
              'application/jsonl': { itemSchema: { $ref: '#/components/schemas/CountdownEvent' } },
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/CountdownEvent' } },
              },
            },
          },
        },
      },
    },
    '/echo': {
      post: {
        operationId: 'echo',
        summary: 'Answer what was sent',
        requestBody: { content: { 'application/json': { schema: tick } } },
        responses: { 200: { description: 'It.', content: { 'application/json': { schema: tick } } } },
      },
    },
  },
  components: {
    schemas: {
      Tick: { type: 'object', required: ['left'], properties: { left: { type: 'number' } } },
      Liftoff: {
        type: 'object',
        required: ['at'],
        properties: { at: { type: 'string', format: 'date-time' } },
      },
      CountdownEvent: {
        oneOf: [
          { type: 'object', properties: { event: { const: 'tick' }, data: tick } },
          { type: 'object', properties: { event: { const: 'liftoff' }, data: liftoff } },
        ],
      },
    },
  },
} as const
