import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint, summarize } from '../fingerprint.ts'
import { ask } from '../http-client.ts'

const SIZE = 3_000_017

/** As many bytes as were asked for, the same whatever the chunk. */
export const bytesOfAnySize: Check = {
  name: 'GET /bytes: the same in chunks of any size',
  run: async ({ url }, signal) => {
    const usual = await ask(url, { target: `/bytes?size=${SIZE}` }, signal)
    const odd = await ask(url, { target: `/bytes?size=${SIZE}&chunk=1009` }, signal)
    expectSame('The length', [usual.body.length, usual.headers['content-length']], [SIZE, String(SIZE)])
    expectSame('The answer in small chunks', fingerprint(odd), fingerprint(usual))
    return { summary: summarize(usual), seen: fingerprint(usual) }
  },
}

/** The head of the largest body there is, at once. */
export const bytesHead: Check = {
  name: 'HEAD /bytes: 10 GiB',
  run: async ({ url }, signal) => {
    const answer = await ask(url, { method: 'HEAD', target: '/bytes?size=10737418240' }, signal)
    expectSame('The head', [answer.status, answer.headers['content-length']], [200, '10737418240'])
    return { summary: summarize(answer), seen: fingerprint(answer) }
  },
}
