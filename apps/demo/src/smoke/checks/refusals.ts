import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { type Answer, type Ask, ask } from '../http-client.ts'
import { expectProblem } from './problem.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const CHAT = { method: 'POST', target: '/v1/chat/completions', headers: JSON_TYPE }

/** What is wrong with a request, by where it is. */
const INVALID: readonly (readonly [Ask, readonly string[]])[] = [
  [{ target: '/countdown/99' }, ['params.from']],
  [{ target: '/countdown/soon' }, ['params.from']],
  [{ target: '/countdown/1%2F2' }, ['params.from']],
  [{ target: '/bytes?size=-1&chunk=0' }, ['query.size', 'query.chunk']],
  [{ target: '/bytes?size=1&size=1' }, ['query.size']],
  [{ target: '/export?rows=1000001' }, ['query.rows']],
  [{ target: '/log?lastEventId=x' }, ['query.lastEventId']],
  [{ target: '/file' }, ['query.name']],
  [{ ...CHAT, body: '{"messages":[]}' }, ['body.model', 'body.messages']],
]

/** What is wrong with the form of a request. */
const MALFORMED: readonly (readonly [Ask, number])[] = [
  [{ ...CHAT, body: '{"messages"' }, 400],
  [{ target: '/system', headers: { accept: 'application/json' } }, 406],
  [{ ...CHAT, headers: { 'content-type': 'text/plain' }, body: '{}' }, 415],
]

/** Input that a schema does not take: all that is wrong with it, at once. */
export const invalidInput: Check = {
  name: 'Invalid input: what is wrong',
  run: async ({ url }, signal) => {
    const answers: Answer[] = []
    for (const [what, locations] of INVALID) {
      const answer = await ask(url, what, signal)
      expectProblem(answer, 422)
      const { errors } = JSON.parse(answer.body.toString()) as {
        readonly errors: readonly { readonly location: string }[]
      }
      expectSame(
        `What is wrong with ${what.target}`,
        errors.map(({ location }) => location),
        locations,
      )
      answers.push(answer)
    }
    return { summary: `422, ${answers.length} times`, seen: answers.map(fingerprint) }
  },
}

/** Requests that do not get as far as a schema. */
export const malformedRequests: Check = {
  name: 'Malformed requests: refused',
  run: async ({ url }, signal) => {
    const answers: Answer[] = []
    for (const [what, status] of MALFORMED) {
      const answer = await ask(url, what, signal)
      expectProblem(answer, status)
      answers.push(answer)
    }
    return { summary: answers.map(({ status }) => status).join(', '), seen: answers.map(fingerprint) }
  },
}
