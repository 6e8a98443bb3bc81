import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { type Answer, ask } from '../http-client.ts'

const TYPES: Readonly<Record<string, string>> = {
  '/hello': 'text/plain; charset=utf-8',
  '/countdown/5': 'text/event-stream',
  '/ticks': 'text/event-stream',
  '/system': 'text/event-stream',
  '/activity': 'text/event-stream',
  '/log': 'text/event-stream',
  '/export': 'application/jsonl',
  '/file?name=sluice.txt': 'text/plain; charset=utf-8',
  '/openapi.json': 'application/json',
  '/docs': 'text/html; charset=utf-8',
}

/** The head of what can be had with GET, at once, however long the rest would be. */
export const headOfEach: Check = {
  name: 'HEAD: of each route',
  run: async ({ url }, signal) => {
    const answers: Answer[] = []
    for (const [target, type] of Object.entries(TYPES)) {
      const answer = await ask(url, { method: 'HEAD', target }, signal)
      expectSame(`The head of ${target}`, [answer.status, answer.headers['content-type']], [200, type])
      expectSame(`The body of ${target}`, [answer.body.length, answer.complete], [0, true])
      answers.push(answer)
    }
    return { summary: `200, ${answers.length} times`, seen: answers.map(fingerprint) }
  },
}
