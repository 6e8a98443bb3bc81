import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { ask, askForEach } from '../http-client.ts'

const UNKNOWN = [
  '/nowhere',
  '/countdown',
  '/countdown/5/6',
  '/docs/assets/nothing.js',
  '/docs/assets/..%2fpackage.json',
]

/** What nobody serves is the router's to answer: a 404, or for a method that is not taken a 405 where it knows one. */
export const notFound: Check = {
  name: 'Unknown paths and methods',
  documented: {
    why: "A method that a path does not take is the router's own to answer: Koa's allowedMethods() says 405, Express and Hono say 404 (clause O3 in docs/contract.md).",
    own: { Express: 404, Koa: 405, Hono: 404 },
  },
  run: async ({ url }, signal) => {
    const answers = await askForEach(url, UNKNOWN, signal)
    expectSame(
      'The statuses',
      answers.map(({ status }) => status),
      UNKNOWN.map(() => 404),
    )
    const { status } = await ask(url, { method: 'DELETE', target: '/hello' }, signal)
    expectThat(status === 404 || status === 405, `DELETE /hello is answered with ${status}.`)
    return { summary: `404, and ${status}`, seen: UNKNOWN, own: status }
  },
}
