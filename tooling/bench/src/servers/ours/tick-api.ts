import { type Api, createApi, eventStream, operation, type StreamingOptions } from '@sluice/core'
import { z } from 'zod'
import { TICK, type Tick } from '../../content/tick.ts'
import type { Script } from '../../scripts/script.ts'

const TICK_SCHEMA = z.object({ n: z.int(), at: z.number(), symbol: z.string(), text: z.string() })

/** An api with one operation, which sends the events of a script with its typed `send`. */
export function tickApi(
  script: Script<Tick>,
  options: StreamingOptions & { readonly heartbeat: number | false; readonly validate: boolean },
): Api {
  return createApi({
    title: 'Benchmark',
    version: '1.0.0',
    onError: () => {},
    operations: [
      operation({
        id: 'stream',
        method: 'GET',
        path: '/stream',
        response: eventStream({ [TICK]: TICK_SCHEMA }, options),
        handler: (ctx, _input, send) =>
          script.push(
            (tick) => send(TICK, tick),
            (listener) => ctx.signal.addEventListener('abort', listener),
          ),
      }),
    ],
  })
}
