import { eventStream, HttpError, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import { type Demo, RestartRefusedError } from '../processes/demo.ts'

/**
 * `POST /demos/{name}/restart`: what a deployment does. The streams of a demo drain, its process ends, another takes
 * its place, and clients come back to that.
 *
 * @param demos by name in lower case
 */
export function restart(demos: ReadonlyMap<string, Pick<Demo, 'restart'>>): Operation {
  return operation({
    id: 'restart',
    method: 'POST',
    path: '/demos/{name}/restart',
    summary: 'Drain a demo, and start it anew',
    params: z.object({ name: z.string() }),
    errors: {
      404: 'There is no such demo.',
      409: 'It is being restarted or stopped already.',
      500: 'It has not come back. Once the steps have begun, that is their last event.',
    },
    response: eventStream(
      {
        step: z.object({
          step: z.enum(['draining', 'stopped', 'listening']),
          milliseconds: z.int().min(0).describe('Since the request came'),
        }),
      },
      { description: 'Each step as it happens.' },
    ),
    async handler(_ctx, { params: { name } }, send) {
      const demo = demos.get(name)
      if (demo === undefined) {
        throw new HttpError(404, 'Not Found', { detail: `There are ${[...demos.keys()].join(', ')}.` })
      }
      const start = performance.now()
      try {
        // Whoever asked may leave: a demo that was stopped is started again all the same.
        await demo.restart((step) => {
          void send('step', { step, milliseconds: Math.round(performance.now() - start) })
        })
      } catch (error) {
        throw toHttpError(error)
      }
    },
  })
}

function toHttpError(error: unknown): HttpError {
  const detail = error instanceof Error ? error.message : String(error)
  return error instanceof RestartRefusedError
    ? new HttpError(409, 'Conflict', { detail })
    : new HttpError(500, 'Internal Server Error', { detail, cause: error })
}
