import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApi } from '../../src/api/create-api.ts'
import { InvalidArgumentError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'

type Schemas = { readonly [Part in 'params' | 'query' | 'headers']?: StandardSchema }

function streamOf(schemas: Schemas): Operation {
  return operation({
    id: 'ticks',
    method: 'GET',
    path: '/ticks/{id}',
    ...schemas,
    response: eventStream({ tick: z.number() }, { lastEventId: z.coerce.number().int() }),
    async *handler({ lastEventId = 0 }) {
      yield { event: 'tick', data: lastEventId }
    },
  })
}

function apiOf(schemas: Schemas): ReturnType<typeof createApi> {
  return createApi({ title: 'Names', version: '1', operations: [streamOf(schemas)] })
}

describe('O1 names that no request can have are refused when the api is made', () => {
  test('of a parameter that the path has not', () => {
    const refused = (): unknown => apiOf({ params: z.object({ id: z.string(), other: z.string() }) })
    expect(refused).toThrow(InvalidArgumentError)
    expect(refused).toThrow(/need 'other', which its path \/ticks\/\{id\} does not have/)
    expect(() => apiOf({ params: z.object({ id: z.string(), other: z.string().optional() }) })).not.toThrow()
  })

  test('of a parameter that is written as Express has it', () => {
    const show = operation({
      id: 'show',
      method: 'GET',
      path: '/show/{id}',
      params: z.object({ id: z.string() }),
      response: eventStream({ tick: z.number() }),
      handler: () => {},
    })
    const refused = (path: string) => () =>
      createApi({ title: 'Names', version: '1', operations: [{ ...show, path }] })
    expect(refused('/show/:id')).toThrow(InvalidArgumentError)
    expect(refused('/show/:id')).toThrow(
      "need 'id', which its path /show/:id does not have: a parameter is written {id}, not :id.",
    )
    expect(refused('/show/:identity')).toThrow('write {id} into it')
    // A colon is text like any other.
    expect(refused('/show:id/{id}')).not.toThrow()
  })

  test('of a header with capitals', () => {
    const refused = (): unknown => apiOf({ headers: z.object({ 'X-Tenant': z.string() }) })
    expect(refused).toThrow(InvalidArgumentError)
    expect(refused).toThrow("write 'x-tenant'")
  })
})

describe('F7 the query parameter of the last event id', () => {
  test('is none of the business of a strict schema', async () => {
    const api = apiOf({ query: z.strictObject({ n: z.coerce.number() }) })
    const response = await api.request('/ticks/1?n=1&lastEventId=7')
    expect(await response.text()).toBe('event: tick\ndata: 7\n\n')
    expect((await api.request('/ticks/1?n=1&other=7')).status).toBe(422)
  })

  test('is shown to a schema that knows it', async () => {
    const api = apiOf({ query: z.strictObject({ lastEventId: z.literal('8') }) })
    expect((await api.request('/ticks/1?lastEventId=8')).status).toBe(200)
    expect((await api.request('/ticks/1?lastEventId=7')).status).toBe(422)
  })

  test('O1 what is wrong with it is told with the rest', async () => {
    const api = apiOf({ query: z.object({ n: z.coerce.number() }) })
    const response = await api.request('/ticks/1?n=x&lastEventId=y')
    const { errors } = (await response.json()) as { errors: { location: string }[] }
    expect(errors.map(({ location }) => location)).toEqual(['query.lastEventId', 'query.n'])
  })
})
