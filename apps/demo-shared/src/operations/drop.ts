import { json, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import type { OpenResponses } from '../serve/open-responses.ts'

/** `POST /drop`: cuts the connections of a running stream, as a network that fails would. */
export function drop(responses: OpenResponses): Operation {
  return operation({
    id: 'drop',
    method: 'POST',
    path: '/drop',
    tags: ['failures'],
    summary: 'Cut the connection of a stream, without a word to anyone',
    body: z
      .object({ target: z.string().max(2_000).describe('Path and query that the stream was asked for with') })
      .meta({ examples: [{ target: '/ticks' }] }),
    response: json(z.object({ dropped: z.int().min(0).describe('How many connections that were') })),
    handler: (_ctx, { body: { target } }) => ({ dropped: responses.drop(target) }),
  })
}
