import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { json } from '../../src/formats/json-response.ts'
import { describeApi } from '../../src/openapi/document.ts'
import type { OpenApiDocument } from '../../src/openapi/document-types.ts'
import { toOpenApi31 } from '../../src/openapi/downgrade.ts'
import { toYaml } from '../../src/openapi/yaml.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { rawBody } from '../../src/operation/read-body.ts'
import { about, converters, operations } from './rich-api.ts'

const document = describeApi(about, operations, converters)

describe('the document of a rich api', () => {
  it('is what it was', async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('snapshots/openapi.json')
    await expect(toYaml(document)).toMatchFileSnapshot('snapshots/openapi.yaml')
    await expect(`${JSON.stringify(toOpenApi31(document), null, 2)}\n`).toMatchFileSnapshot(
      'snapshots/openapi-3.1.json',
    )
  })

  it('is the same every time', () => {
    const again = describeApi(about, operations, converters)
    expect(JSON.stringify(again)).toBe(JSON.stringify(document))
  })

  it('has the operations in the order in which they are given, those of a path together', () => {
    const described = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(described.map(({ operationId }) => operationId)).toEqual(operations.map(({ id }) => id))
    expect(Object.keys(document.paths['/things'] ?? {})).toEqual(['post', 'get'])
  })

  it('has every component that it refers to, and refers to every one', () => {
    const text = JSON.stringify(document)
    const referred = new Set(Array.from(text.matchAll(/"\$ref":"#\/components\/(.*?)"/g), ([, name]) => name))
    const { schemas, responses } = document.components
    const names = [
      ...Object.keys(schemas).map((name) => `schemas/${name}`),
      ...Object.keys(responses).map((name) => `responses/${name}`),
    ]
    expect([...referred].toSorted()).toEqual(names.toSorted())
  })
})

describe('what is described of', () => {
  const of = (init: Partial<Operation>): OpenApiDocument => {
    const least = operation({
      id: 'one',
      method: 'GET',
      path: '/',
      response: json(z.any()),
      handler: () => null,
    })
    return describeApi({ title: 'One', version: '1' }, [{ ...least, ...init }], {})
  }

  it('an operation without anything is no more than there is', () => {
    expect(of({}).paths).toEqual({
      '/': {
        get: {
          operationId: 'one',
          responses: {
            200: { description: 'The answer.', content: { 'application/json': { schema: {} } } },
            406: { $ref: '#/components/responses/NotAcceptable' },
            500: { $ref: '#/components/responses/InternalServerError' },
            503: { $ref: '#/components/responses/ServiceUnavailable' },
          },
        },
      },
    })
  })

  describe('a failure says what can cause it here:', () => {
    const described = (init: Partial<Operation>, status: number): string | undefined => {
      const { paths, components } = of(init)
      const response = Object.values(paths)[0]?.get?.responses[status]
      if (response === undefined || !('$ref' in response)) return undefined
      return components.responses[response.$ref.split('/').at(-1) ?? '']?.description
    }
    const body = z.object({})
    const items = jsonLines(z.string())
    const unread = rawBody()

    it.each([
      [400, 'no body and no parameter', {}, undefined],
      [400, 'a parameter', { path: '/{id}' }, 'The path is not percent-encoded UTF-8.'],
      [400, 'a JSON body', { body }, 'The request body is not JSON.'],
      [400, 'a raw body', { body: unread }, undefined],
      [
        400,
        'both',
        { path: '/{id}', body },
        'The request body is not JSON, or the path is not percent-encoded UTF-8.',
      ],
      [413, 'no body and one value', {}, undefined],
      [413, 'a body', { body }, 'The request body is longer than is allowed here.'],
      [413, 'a raw body', { body: unread }, 'The request body is longer than is allowed here.'],
      [
        413,
        'items',
        { response: items },
        'The answer is too long to be collected: ask for a media type that streams, if there is one.',
      ],
      [
        413,
        'a body and items',
        { body, response: items },
        'The request body is longer than is allowed here, or what it asks for is too long to be collected.',
      ],
    ] satisfies [number, string, Partial<Operation>, string | undefined][])(
      '%i of an operation with %s',
      (status, _what, init, description) => {
        expect(described(init, status)).toBe(description)
      },
    )
  })

  it('a problem has an example with the title of its status, if that has one', () => {
    const { paths } = of({ errors: { 404: 'There is none.', 418: 'It is a teapot.' } })
    const responses = paths['/']?.get?.responses
    expect(responses).toHaveProperty(['404', 'content', 'application/problem+json', 'example'], {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
    })
    expect(responses).not.toHaveProperty(['418', 'content', 'application/problem+json', 'example'])
  })

  it('a path is what is on the wire', () => {
    expect(Object.keys(of({ path: '/über uns/{a}:{b}' }).paths)).toEqual(['/%C3%BCber%20uns/{a}:{b}'])
  })

  it('paths that differ only in the names of their parameters are one, as the first names them', () => {
    const params = z.object({ thing: z.uuid() })
    const all = [
      operation({ id: 'a', method: 'GET', path: '/{id}/x', response: json(z.any()), handler: () => null }),
      operation({
        id: 'b',
        method: 'PUT',
        path: '/{thing}/x',
        params,
        response: json(z.any()),
        handler: () => null,
      }),
    ]
    const { paths } = describeApi({ title: 'Two', version: '1' }, all, {})
    expect(Object.keys(paths)).toEqual(['/{id}/x'])
    expect(paths['/{id}/x']?.put?.parameters).toMatchObject([
      { name: 'id', in: 'path', schema: { format: 'uuid' } },
    ])
  })

  it('a schema that JSON Schema cannot say is refused, with the operation', () => {
    expect(() => of({ query: z.object({ since: z.date() }) })).toThrow(
      /^Zod cannot describe the query of operation 'one' in JSON Schema/,
    )
    expect(() => of({ response: json(z.custom<string>()) })).toThrow(
      /^Zod cannot describe the response of operation 'one' in JSON Schema/,
    )
  })

  it('a body is optional if its schema says so', () => {
    const bodyOf = (body: z.ZodType) => of({ method: 'POST', body }).paths['/']?.post?.requestBody
    expect(bodyOf(z.string())).toHaveProperty('required', true)
    expect(bodyOf(z.string().optional())).not.toHaveProperty('required')
    expect(
      bodyOf(
        z
          .string()
          .optional()
          .refine(async () => true),
      ),
    ).toHaveProperty('required', true)
  })
})

it('without servers, an api is served where its document is, whatever the prefix', () => {
  expect(describeApi({ title: 'Plain', version: '1' }, [], {}).servers).toEqual([{ url: '.' }])
})
