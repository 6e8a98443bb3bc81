import { eventStream, HttpError, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import type { Demo } from '../processes/demo.ts'

/**
 * `POST /demos/{name}/restart`: what a deployment does. The streams of a demo drain, its process ends, another takes
 * its place, and clients come back to that.
 *
 * @param demos by name in lower case
 */
export function restart(demos: ReadonlyMap<string, Demo>): Operation {
  return operation({
    id: 'restart',
    method: 'POST',
    path: '/demos/{name}/restart',
    summary: 'Drain a demo, and start it anew',
    params: z.object({ name: z.string() }),
    errors: {
      404: 'There is no such demo.',
      409: 'It is being restarted already.',
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
    before(_ctx, { params: { name } }) {
      const demo = demoOf(name)
      if (demo.isRestarting)
        throw new HttpError(409, 'Conflict', { detail: `${demo.name} is being restarted already.` })
    },
    async handler(_ctx, { params: { name } }, send) {
      const start = performance.now()
      // Whoever asked may leave: a demo that was stopped is started again all the same.
      await demoOf(name).restart((step) => {
        void send('step', { step, milliseconds: Math.round(performance.now() - start) })
      })
    },
  })

  function demoOf(name: string): Demo {
    const demo = demos.get(name)
    if (demo === undefined) {
      throw new HttpError(404, 'Not Found', { detail: `There are ${[...demos.keys()].join(', ')}.` })
    }
    return demo
  }
}
