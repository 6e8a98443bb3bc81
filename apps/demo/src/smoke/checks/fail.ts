import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint, summarize } from '../fingerprint.ts'
import { ask, askForEach } from '../http-client.ts'
import { expectProblem } from './problem.ts'

const AFTER = 200_003

/** A failure before the head is a problem that says nothing of its cause. */
export const failBefore: Check = {
  name: 'GET /fail: before the head',
  run: async ({ url }, signal) => {
    const answer = await ask(url, { target: '/fail' }, signal)
    expectSame('The detail', expectProblem(answer, 500) ?? null, null)
    return { summary: summarize(answer), seen: fingerprint(answer) }
  },
}

/** A failure after it cuts the answer off, where it happened. */
export const failAfter: Check = {
  name: 'GET /fail: after some bytes',
  run: async ({ url }, signal) => {
    const answers = await askForEach(url, ['/fail?after=0', `/fail?after=${AFTER}`], signal)
    const ends = answers.map(({ status, body, complete }) => [
      status,
      body.length,
      complete ? 'proper end' : 'cut off',
    ])
    expectSame('Status, bytes and end', ends, [
      [200, 0, 'cut off'],
      [200, AFTER, 'cut off'],
    ])
    return { summary: answers.map(summarize).at(-1) ?? '', seen: answers.map(fingerprint) }
  },
}
