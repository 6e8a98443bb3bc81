import { json, operation, type Operation } from '@sluice/core'

import { anything } from './shape.ts'

/** Operations whose paths are as different as templates can be (clause O3). */
export const pathOperations: readonly Operation[] = [
  showsParams('path', '/op/path/{id}'),
  showsParams('pathPicked', '/op/path/picked'),
  showsParams('pathSuffix', '/op/path/{id}.json'),
  showsParams('pathTwo', '/op/path/{first}/of/{second}'),
  showsParams('pathFile', '/op/file/{name}.{ext}'),
  showsParams('pathRange', '/op/range/{from}-{to}'),
  showsParams('pathVersion', '/op/v{version}/things'),
  showsParams('pathLiteral', '/op/literal/a:b*(c)+[d]!/{id}'),
  showsParams('pathEncoded', '/op/caf\u00e9 x/{id}'),
]

/** Answers with the operation that was chosen, and the params that it was given. */
function showsParams(id: string, path: string): Operation {
  return operation({
    id,
    method: 'GET',
    path,
    summary: 'What the path says',
    response: json(anything),
    handler: (ctx) => ({
      operation: id,
      // By name: in which order a router has found them is its own.
      params: Object.fromEntries(Object.entries(ctx.params).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      target: ctx.target,
    }),
  })
}
