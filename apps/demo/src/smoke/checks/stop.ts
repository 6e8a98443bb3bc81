import { once } from 'node:events'
import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { ask, begin, finish } from '../http-client.ts'
import { expectProblem } from './problem.ts'

/** SIGTERM lets running streams end, tells endless ones to, and refuses new ones. Comes last: nothing runs after it. */
export const stopThroughDrain: Check = {
  name: 'SIGTERM: drains, then exits',
  run: async (demo, signal) => {
    const { url } = demo
    const [hello, system] = await Promise.all([
      begin(url, { target: '/hello' }, signal),
      begin(url, { target: '/system' }, signal),
    ])
    await Promise.all([once(hello, 'readable', { signal }), once(system, 'readable', { signal })])
    const exit = demo.stop()

    const samples = await finish(system, signal)
    expectSame('The end of /system', samples.complete ? 'proper end' : 'cut off', 'proper end')
    // Its end shows that the drain has begun; /hello still holds it open.
    const refused = await ask(url, { target: '/bytes' }, signal)
    expectProblem(refused, 503)
    const greeting = await finish(hello, signal)
    expectSame(
      'The end of /hello',
      [greeting.body.toString().slice(-10), greeting.complete],
      ['streaming!', true],
    )
    expectSame('The exit code', await exit, 0)
    return { summary: 'exit code 0', seen: [fingerprint(refused), fingerprint(greeting)] }
  },
}
