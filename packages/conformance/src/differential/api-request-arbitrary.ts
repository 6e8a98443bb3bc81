import fc from 'fast-check'

import { streamingTypes } from '../readers/read-messages.ts'
import type { EventStep } from '../routes/operations/event-step.ts'
import type { ApiRequest } from './api-request.ts'

type Field = readonly [name: string, value: string]

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom('a', '.', '-', '/', '%', '+', ':', '*', '\0', '\n', '\u6c34', ' '),
    maxLength: 6,
  }),
)

/** What a param may be on the wire: encoded, or plain where that is allowed. Clients resolve dots alone. */
const segment = fc
  .oneof(
    anyText.map(encodeURIComponent),
    fc.string({
      unit: fc.constantFrom(...Array.from("abcXYZ019-._~!$&'()*+,;=:@")),
      minLength: 1,
      maxLength: 8,
    }),
  )
  .filter((text) => text !== '' && !/^(?:\.|%2e)+$/i.test(text))

/** Queries of any kind, also such as are no good. */
const query = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('limit', 'tag', 'lastEventId', '__proto__', 'refuse'),
        anyText.map(encodeURIComponent),
      ),
      fc.oneof(
        fc.constantFrom('7', '', 'x', '%', '%zz', '%C3', 'a+b', '"<>|^`{}\\'),
        anyText.map(encodeURIComponent),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `&${name}=${value}`).join(''))

const weight = fc.constantFrom('', ';q=0', ';q=0.5', ';q=1.000', '; q=.3', ';q=2', ';charset=utf-8')
const range = fc.constantFrom(
  ...streamingTypes,
  'application/json',
  'application/*',
  'text/*',
  '*/*',
  'text/csv',
  'x',
  '',
)
const accept: fc.Arbitrary<Field[]> = fc.array(
  fc
    .array(
      fc.tuple(range, weight).map((parts) => parts.join('')),
      { maxLength: 3 },
    )
    .map((members) => ['accept', members.join(', ')] as const),
  { maxLength: 2 },
)

const get = (path: fc.Arbitrary<string>): fc.Arbitrary<ApiRequest> =>
  fc.record({ method: fc.constantFrom('GET', 'GET', 'HEAD'), path, headers: accept })

const pathRequest = get(
  fc
    .oneof(
      segment.map((id) => `/op/path/${id}`),
      fc.tuple(segment, segment).map(([first, second]) => `/op/path/${first}/of/${second}`),
      fc.tuple(segment, segment).map(([name, ext]) => `/op/file/${name}.${ext}`),
      fc.tuple(segment, segment).map(([from, to]) => `/op/range/${from}-${to}`),
      segment.map((version) => `/op/v${version}/things`),
      segment.map((id) => `/op/caf%C3%A9%20x/${id}`),
    )
    .chain((path) => query.map((more) => `${path}?a=1${more}`)),
)

const eventStep: fc.Arbitrary<EventStep> = fc.oneof(
  fc.record(
    {
      event: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('tick', 'text', 'any', 'message') }, anyText),
      data: fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 }), fc.constant({ n: 1 })),
      id: anyText,
      retry: fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5)),
      comment: anyText,
    },
    { requiredKeys: ['event'] },
  ),
  anyText.map((comment) => ({ comment })),
  fc.constantFrom<EventStep>({ retry: 5 }, { echo: true }, { fail: 418 }, { fail: 500 }, { stop: true }),
)

const eventRequest = get(
  fc
    .tuple(
      fc.constantFrom(
        '/op/events',
        '/op/events/yielded',
        '/op/events/few',
        '/op/events/numbered',
        '/op/items',
      ),
      fc.array(eventStep, { maxLength: 5 }),
      query,
    )
    .map(([path, steps, more]) => `${path}?steps=${encodeURIComponent(JSON.stringify(steps))}${more}`),
)

const inputHeaders: fc.Arbitrary<Field[]> = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'application/json',
      'application/x+json',
      'text/plain',
      'nonsense',
      '',
    ),
    fc.constantFrom('abc', 'ABC', ''),
    fc.constantFrom('session=x', 'session=%78; session=y', 'a=b; session="x"', 'session', '%=%; =;;'),
  )
  .map(([type, token, cookie]): Field[] => [
    ['content-type', type],
    ['x-token', token],
    ['cookie', cookie],
  ])

const inputBody = fc.oneof(
  fc.constant('{"name":"a","items":[{"price":1}]}'),
  fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text).toString('latin1')),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => Buffer.from(text, 'latin1').toString('latin1')),
  fc.constant('x'.repeat(2_000)),
)

const inputRequest: fc.Arbitrary<ApiRequest> = fc.record({
  method: fc.constant('POST'),
  path: fc
    .tuple(fc.oneof(fc.constant('7'), segment), query)
    .map(([id, more]) => `/op/input/${id}?limit=1${more}`),
  headers: fc.tuple(inputHeaders, accept).map((groups) => groups.flat()),
  body: inputBody,
})

/** Random requests for the suite's api: right, wrong and hostile ones, for all that it can do. */
export const apiRequestArbitrary: fc.Arbitrary<ApiRequest> = fc.oneof(
  pathRequest,
  eventRequest,
  inputRequest,
  get(
    fc.constantFrom(
      '/openapi.json',
      '/openapi.yaml',
      '/op/table',
      '/op/order?limit=1',
      '/op/order?refuse=before&limit=2',
    ),
  ),
)
