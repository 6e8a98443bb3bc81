import { content, json, operation, type Operation, rawBody, stream } from '@sluice/core'

import type { RouteState } from '../route-state.ts'
import { anything, digits, letters, listOf, object, text, wholeNumber } from './shape.ts'

/** Operations that show what was made of the request (clauses O1, O2). */
export function inputOperations(state: RouteState): readonly Operation[] {
  return [
    operation({
      id: 'input',
      method: 'POST',
      path: '/op/input/{number}',
      summary: 'Input from everywhere, as it was understood',
      params: object({ number: digits }),
      query: object({ limit: digits, tag: listOf(text) }, ['tag']),
      headers: object({ 'x-token': letters }),
      cookies: object({ session: letters }),
      body: object({ name: text, items: listOf(object({ price: wholeNumber })) }),
      bodyLimit: 1_024,
      errors: { 503: 'Never, but it is documented.' },
      response: json(anything),
      handler: (ctx, input) => {
        state.record(ctx, 'handler')
        return input
      },
    }),
    operation({
      id: 'rawInput',
      method: 'PUT',
      path: '/op/raw',
      summary: 'The length of a text or an image',
      body: rawBody('text/plain', 'image/*'),
      bodyLimit: 1_024,
      response: json(object({ length: wholeNumber })),
      async handler(_ctx, { body }) {
        return { length: (await body.bytes()).length }
      },
    }),
    operation({
      id: 'table',
      method: 'GET',
      path: '/op/table',
      summary: 'A table, as text',
      response: content('text/csv; charset=utf-8'),
      handler: () => stream(({ writer }) => writer.write('name,price\ncaf\u00e9,3\n')),
    }),
    operation({
      id: 'remove',
      method: 'DELETE',
      path: '/op/things/{id}',
      params: object({ id: digits }),
      response: json(anything),
      handler: (_ctx, { params }) => ({ removed: params.id }),
    }),
    operation({
      id: 'change',
      method: 'PATCH',
      path: '/op/things/{id}',
      params: object({ id: digits }),
      body: object({ name: text }),
      response: json(anything),
      handler: (_ctx, { params, body }) => ({ changed: params.id, name: body.name }),
    }),
  ]
}
