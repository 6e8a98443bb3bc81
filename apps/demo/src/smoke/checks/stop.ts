import { once } from 'node:events'
import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { begin, finish, openConnection } from '../http-client.ts'
import { expectProblem } from './problem.ts'

/**
 * SIGTERM lets running streams end and tells endless ones to; it refuses new connections, and new streams on those
 * that are there. Comes last: nothing runs after it.
 */
export const stopThroughDrain: Check = {
  name: 'SIGTERM: drains, then exits',
  run: async (demo, signal) => {
    const { url } = demo
    // A server takes connections in their order, so this one is taken when those after it are answered.
    const connection = await openConnection(url, signal)
    const [hello, system] = await Promise.all([
      begin(url, { target: '/hello' }, signal),
      begin(url, { target: '/system' }, signal),
    ])
    await Promise.all([once(hello, 'readable', { signal }), once(system, 'readable', { signal })])
    const exit = demo.stop()

    const samples = await finish(system, signal)
    expectSame('The end of /system', samples.complete ? 'proper end' : 'cut off', 'proper end')
    // Its end shows that the drain has begun; /hello still holds it open.
    expectSame('A new connection', await attempt(url, signal), 'ECONNREFUSED')
    const headers = { connection: 'keep-alive' }
    const late = await begin(url, { target: '/bytes', headers, connection }, signal)
    const refused = await finish(late, signal)
    expectProblem(refused, 503)
    expectSame('What is to become of its connection', late.headers.connection, 'close')
    const greeting = await finish(hello, signal)
    expectSame(
      'The end of /hello',
      [greeting.body.toString().slice(-11), greeting.complete],
      ['streaming!\n', true],
    )
    expectSame('The exit code', await exit, 0)
    return { summary: 'exit code 0', seen: [fingerprint(refused), fingerprint(greeting)] }
  },
}

/** What comes of a new connection: the system's code, if it is not taken. */
async function attempt(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const taken = await openConnection(url, signal)
    taken.destroy()
    return 'taken'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}
