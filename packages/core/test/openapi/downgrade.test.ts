import { expect, it } from 'vitest'
import { describeApi } from '../../src/openapi/document.ts'
import type { MediaTypeObject, OpenApiDocument } from '../../src/openapi/document-types.ts'
import { toOpenApi31 } from '../../src/openapi/downgrade.ts'
import { about, converters, operations } from './rich-api.ts'

const document = describeApi(about, operations, converters)
const downgraded = toOpenApi31(document)

/** What operations answer with when all goes well, by path, method and media type. */
function mediaTypes({ paths }: OpenApiDocument): Map<string, MediaTypeObject> {
  const found = new Map<string, MediaTypeObject>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      const [success] = Object.values(responses)
      if (success === undefined || !('content' in success)) continue
      for (const [mediaType, described] of Object.entries(success.content ?? {})) {
        found.set(`${method} ${path} ${mediaType}`, described)
      }
    }
  }
  return found
}

it('says of a stream that it is an array of its items, and of what is none the same as before', () => {
  const before = mediaTypes(document)
  const after = mediaTypes(downgraded)
  expect([...after.keys()]).toEqual([...before.keys()])
  expect([...before.values()].filter(({ itemSchema }) => itemSchema !== undefined).length).toBeGreaterThan(10)
  for (const [where, { itemSchema, ...rest }] of before) {
    if (itemSchema === undefined) expect(after.get(where)).toEqual(rest)
    else expect(after.get(where)?.schema).toMatchObject({ type: 'array', items: itemSchema })
  }
})

it('has nothing that 3.1 does not know', () => {
  expect(JSON.stringify(downgraded)).not.toMatch(/itemSchema|itemEncoding/)
})

it('leaves the document as it was, and all else the same', () => {
  expect(JSON.stringify(document)).toBe(JSON.stringify(describeApi(about, operations, converters)))
  expect(downgraded.components).toBe(document.components)
  expect(downgraded.openapi).toBe('3.1.1')
})
