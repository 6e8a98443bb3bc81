import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint, summarize } from '../fingerprint.ts'
import { ask } from '../http-client.ts'

const SIZE = 100_000

/** The routes of the conformance suite are there. */
export const conformanceRoutes: Check = {
  name: 'GET /conformance/bytes/pattern',
  run: async ({ url }, signal) => {
    const answer = await ask(url, { target: `/conformance/bytes/pattern?size=${SIZE}` }, signal)
    expectSame('Status and length', [answer.status, answer.body.length], [200, SIZE])
    return { summary: summarize(answer), seen: fingerprint(answer) }
  },
}
