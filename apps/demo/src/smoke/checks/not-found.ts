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
  run: async ({ url }, signal) => {
    const answers = await askForEach(url, UNKNOWN, signal)
    expectSame(
      'The statuses',
      answers.map(({ status }) => status),
      UNKNOWN.map(() => 404),
    )
    const { status } = await ask(url, { method: 'DELETE', target: '/hello' }, signal)
    expectThat(status === 404 || status === 405, `DELETE /hello is answered with ${status}.`)
    return { summary: `404, and ${status}`, seen: UNKNOWN }
  },
}
