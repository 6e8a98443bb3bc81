import { type Api, content, createApi, type Middleware, operation } from '@sluice/core'
import type { Chunk, Script } from '../../scripts/script.ts'
import { chunkHandler } from './chunk-handler.ts'

const passOn: Middleware = (_ctx, next) => next()

/**
 * An api with one operation, which writes the chunks of a script.
 *
 * @param middlewares how many middlewares that do nothing stand around it
 */
export function contentApi(script: Script<Chunk>, middlewares: number): Api {
  return createApi({
    title: 'Benchmark',
    version: '1.0.0',
    onError: () => {},
    middleware: Array.from({ length: middlewares }, () => passOn),
    operations: [
      operation({
        id: 'stream',
        method: 'GET',
        path: '/stream',
        response: content('application/octet-stream'),
        handler: chunkHandler(script),
      }),
    ],
  })
}
