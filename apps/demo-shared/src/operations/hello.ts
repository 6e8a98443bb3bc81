import { setTimeout as sleep } from 'node:timers/promises'
import { content, operation, type Operation, stream } from '@sluice/core'

/** `GET /hello`: one part now, another in three seconds. */
export const hello: Operation = operation({
  id: 'hello',
  method: 'GET',
  path: '/hello',
  tags: ['streams'],
  summary: 'Say hello, and three seconds later say it again',
  response: content('text/plain; charset=utf-8', { description: 'Two sentences, three seconds apart.' }),
  handler: () =>
    stream(async ({ signal, writer }) => {
      writer.setWriteDeadline(Date.now() + 5_000)
      await writer.write("Hello, I'm streaming!\n")
      await writer.flush()
      await sleep(3_000, undefined, { signal })
      await writer.write("Hello, I'm still streaming!\n")
    }),
})
