import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidArgumentError, InvalidEventError } from '../../src/contract/errors.ts'
import { content, type ContentOptions } from '../../src/formats/content.ts'
import { json, type JsonOptions } from '../../src/formats/json-response.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { stream, type StreamResponse } from '../../src/response/stream.ts'
import type { Context } from '../../src/context/context.ts'
import { headersOf, problemOf, serveOperation } from './serve-operation.ts'

const answering = (handler: (ctx: Context) => { n: number }, options?: JsonOptions): Operation =>
  operation({
    id: 'json',
    method: 'GET',
    path: '/',
    response: json(z.object({ n: z.number() }), options),
    handler,
  })

const writing = (
  handler: (ctx: Context) => StreamResponse,
  contentType = 'text/csv; charset=utf-8',
  options?: ContentOptions,
): Operation =>
  operation({ id: 'content', method: 'GET', path: '/', response: content(contentType, options), handler })

describe('json()', () => {
  test('answers with what the handler returns, and its length', async () => {
    const served = serveOperation(answering(() => ({ n: 1 })))
    await served.over
    expect(served.sink.text).toBe('{"n":1}')
    expect(headersOf(served)).toEqual({ 'content-type': 'application/json', 'content-length': '7' })
  })

  test('counts bytes, not characters', async () => {
    const served = serveOperation(
      operation({ id: 'json', method: 'GET', path: '/', response: json(z.string()), handler: () => 'ö😀' }),
    )
    await served.over
    expect([served.sink.text, headersOf(served)['content-length']]).toEqual(['"ö😀"', '8'])
  })

  test('HEAD has the same head', async () => {
    const served = serveOperation(
      answering(() => ({ n: 1 })),
      { method: 'HEAD' },
    )
    await served.over
    expect(headersOf(served)).toEqual({ 'content-type': 'application/json', 'content-length': '7' })
    expect(served.sink.calls).toEqual(['open', 'end'])
  })

  test.each<[string, unknown]>([
    ['does not match', { n: 'hunter2' }],
    ['is nothing', undefined],
  ])('a value that %s is a 500 that reveals nothing', async (_name, value) => {
    const served = serveOperation(answering(() => value as { n: number }))
    await served.over
    expect(problemOf(served)).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 })
    expect(served.errors).toEqual([expect.any(InvalidEventError)])
    expect((served.errors[0] as Error).message).toContain('the response')
  })

  test('has the status of its options, unless the handler says otherwise', async () => {
    const [made, accepted] = [
      serveOperation(answering(() => ({ n: 1 }), { status: 201 })),
      serveOperation(
        answering(
          (ctx) => {
            ctx.status = 202
            ctx.setHeader('location', '/1')
            return { n: 1 }
          },
          { status: 201 },
        ),
      ),
    ]
    await Promise.all([made.over, accepted.over])
    expect([made.sink.head?.status, accepted.sink.head?.status]).toEqual([201, 202])
    expect(headersOf(accepted)['location']).toBe('/1')
  })

  test('a failure has its own status', async () => {
    const served = serveOperation(
      answering(
        () => {
          throw new Error('broken')
        },
        { status: 201 },
      ),
    )
    await served.over
    expect(served.sink.head?.status).toBe(500)
  })
})

describe('content()', () => {
  test('answers with its type as it was given', async () => {
    const served = serveOperation(writing(() => stream(() => ['a,b\n'])))
    await served.over
    expect(headersOf(served)).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '4',
    })
    expect(served.sink.text).toBe('a,b\n')
  })

  test('offers the type without its parameters, in lower case', async () => {
    const { mediaType, representations } = content('Text/CSV; Charset=utf-8')
    expect([mediaType, representations[0]?.mediaType]).toEqual(['text/csv', 'text/csv'])
    const served = serveOperation(
      writing(() => stream(() => [])),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect(served.sink.head?.status).toBe(406)
  })

  test('what the handler says of status and headers goes before', async () => {
    const headers = { 'Content-Type': 'text/csv; header=present', 'x-rows': 3 }
    const served = serveOperation(
      writing(() => stream(() => [], { status: 203, headers }), 'text/csv', { status: 201 }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(203)
    expect(headersOf(served)).toMatchObject({ 'content-type': 'text/csv; header=present', 'x-rows': '3' })
  })

  test('the status of its options holds otherwise', async () => {
    const served = serveOperation(writing(() => stream(() => []), 'text/csv', { status: 201 }))
    await served.over
    expect(served.sink.head?.status).toBe(201)
  })

  test.each([undefined, null, 'text', {}])(
    'a handler that returns %j is told what to return',
    async (wrong) => {
      const served = serveOperation(writing(() => wrong as StreamResponse))
      await served.over
      expect(problemOf(served)).toMatchObject({ status: 500 })
      expect(served.errors).toEqual([expect.any(InvalidArgumentError)])
      expect((served.errors[0] as Error).message).toContain('return stream(')
    },
  )

  test.each(['', 'csv', 'text/', 'text/ csv', '/csv', 'text/csv\r\nx: y'])(
    '%j is no media type',
    (contentType) => {
      expect(() => content(contentType)).toThrow(InvalidArgumentError)
    },
  )
})

test.each<[string, () => unknown]>([
  ['a status of a failure', () => json(z.number(), { status: 404 })],
  ['a status of a failure', () => content('text/csv', { status: 500 })],
  ['a schema that is none', () => json({} as z.ZodNumber)],
  ['a schema that is none', () => content('text/csv', { schema: {} as z.ZodNumber })],
])('%s is refused: %s', (_name, make) => {
  expect(make).toThrow(InvalidArgumentError)
})
