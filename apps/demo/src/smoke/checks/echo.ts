import { once } from 'node:events'
import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint, summarize } from '../fingerprint.ts'
import { finish, headOf, openRequest } from '../http-client.ts'

const FIRST = 'Is there '
const SECOND = 'an echo? 🌊'

/** What was sent first comes back before the rest is sent. */
export const echoWhileSending: Check = {
  name: 'POST /echo: back while it is sent',
  run: async ({ url }, signal) => {
    const headers = { 'content-type': 'text/x-echo; charset=utf-8' }
    const sent = openRequest(url, { method: 'POST', target: '/echo', headers }, signal)
    sent.write(FIRST)
    const answer = await headOf(sent)
    await once(answer, 'readable', { signal })
    expectSame('What came back first', String(answer.read()), FIRST)
    sent.end(SECOND)
    const rest = await finish(answer, signal)
    expectSame('What came back then', rest.body.toString(), SECOND)
    expectSame('The type', rest.headers['content-type'], headers['content-type'])
    return { summary: summarize(rest), seen: fingerprint(rest) }
  },
}
