import { json, operation, type Operation } from '@sluice/core'
import { z } from 'zod'

/** `GET /demos`: where the demos are. */
export function demoList(demos: readonly { readonly name: string; readonly url: string }[]): Operation {
  const list = demos.map(({ name, url }) => ({ name, url }))
  return operation({
    id: 'demos',
    method: 'GET',
    path: '/demos',
    summary: 'Where the demos are',
    response: json(
      z.array(
        z.object({ name: z.string().describe('Name of its framework'), url: z.url().describe('Origin') }),
      ),
    ),
    handler: () => list,
  })
}
