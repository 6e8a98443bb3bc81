import { type Api, content, createApi, operation, type Operation, stream } from '@sluice/core'

/** An api whose operations answer with the template that was chosen and the params it gave. */
export function echoApi(...routes: readonly string[]): Api {
  return createApi({
    title: 'Echo',
    version: '1.0.0',
    openapi: false,
    operations: routes.map(echo),
  })
}

/** An api with documents, which have its title. */
export function documentedApi(title: string, ...routes: readonly string[]): Api {
  return createApi({ title, version: '1.0.0', operations: routes.map(echo) })
}

function echo(route: string, i: number): Operation {
  const [method, path] = route.split(/ (.*)/s)
  return operation({
    id: `operation-${i}`,
    method: method as 'GET',
    path: path ?? '',
    response: content('application/json'),
    handler: (ctx) =>
      stream(() => [JSON.stringify({ template: path, params: ctx.params, target: ctx.target })], {
        headers: { 'x-template': encodeURI(path ?? '') },
      }),
  })
}
