import { type Api, content, createApi, operation, stream } from '@sluice/core'

/** An api whose operations answer with the template that was chosen and the params it gave. */
export function echoApi(...routes: readonly string[]): Api {
  return createApi({
    title: 'Echo',
    version: '1.0.0',
    openapi: false,
    operations: routes.map((route, i) => {
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
    }),
  })
}
