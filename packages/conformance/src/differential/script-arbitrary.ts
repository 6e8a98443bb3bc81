import fc from 'fast-check'

import type { Script, ScriptStep } from './script.ts'

const headerName = fc.constantFrom(
  'x-one',
  'x-two',
  'X-Three',
  'content-type',
  'cache-control',
  'etag',
  'vary',
)
const headerValue = fc.string({ unit: 'grapheme-ascii', maxLength: 20 })

/** Text of any kind, surrogates on their own included. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: fc.constantFrom('\ud83c', '\udf0a', 'a', '\u6c34'), maxLength: 8 }),
)

const bytes = fc
  .oneof(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ minLength: 1_000, maxLength: 3_000 }))
  .map((value) => ({ base64: Buffer.from(value).toString('base64') }))

const headStep: fc.Arbitrary<ScriptStep> = fc.oneof(
  fc.constantFrom(200, 201, 206, 299, 400, 404, 500, 503).map((status) => ({ status })),
  fc.tuple(headerName, headerValue).map((set) => ({ set })),
  fc.tuple(fc.constantFrom('x-one', 'set-cookie', 'vary'), headerValue).map((append) => ({ append })),
  fc.nat({ max: 2 }).map((turns) => ({ turns })),
)

const bodyStep: fc.Arbitrary<ScriptStep> = fc.oneof(
  text.map((value) => ({ text: value })),
  text.map((value) => ({ unawaited: value })),
  bytes,
  fc.constant({ flush: true } as const),
  fc.nat({ max: 3 }).map((turns) => ({ turns })),
)

const ending: fc.Arbitrary<readonly ScriptStep[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constantFrom(400, 404, 500, 503).map((fail) => [{ fail }]) },
)

/** Random handlers: something of a head, something of a body, now and then a failure or a late header. */
export const scriptArbitrary: fc.Arbitrary<Script> = fc
  .record({
    init: fc.record({ status: fc.constantFrom(200, 202, 404) }),
    head: fc.array(headStep, { maxLength: 5 }),
    body: fc.array(bodyStep, { maxLength: 12 }),
    late: fc.array(headStep, { maxLength: 1 }),
    ending,
  })
  .map(({ init, head, body, late, ending: last }) => ({ init, steps: [...head, ...body, ...late, ...last] }))
