import { eventStream, type Operation, operation } from '@sluice/core'
import { expect } from 'vitest'
import { z } from 'zod'
import { CLOSED } from '../../src/client.ts'
import { closed } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'

/** Answers that are no event stream: their path, status and type. */
const REFUSALS = [
  ['/refused/500', 500, 'application/problem+json'],
  ['/refused/503', 503, 'application/problem+json'],
  ['/refused/404', 404, 'application/problem+json'],
  ['/odd', 200, 'application/x-ndjson'],
] as const

/** The same events as ever, in a type that is not asked for. */
const odd: Operation = operation({
  id: 'odd',
  method: 'GET',
  path: '/odd',
  response: eventStream({ message: z.string() }, { choose: () => 'application/x-ndjson' }),
  handler: (_ctx, _input, send) => send('message', 'for nobody'),
})

/** Answers that are no event stream. */
export const refusal: EventSourceCase = {
  id: 'EventSource.refusal',
  clause: 'F7',
  title: '500, 503, 404 and another content type are fatal: no further request comes',
  async run(scene) {
    await using stage = await setStage(scene, [odd])
    for (const [path, status, type] of REFUSALS) {
      await using source = await stage.open(path)
      await closed(source)
      await stage.severalRetries()
      expect(source.events.entries).toEqual([{ type: 'error', state: CLOSED }])
      expect(await source.readyState()).toBe(CLOSED)
      expect(stage.served.requestsFor(path)).toHaveLength(1)
      // The page was let read it: it is the answer that is fatal, not its origin.
      expect(await stage.look(path)).toEqual({ status, type })
    }
  },
}
