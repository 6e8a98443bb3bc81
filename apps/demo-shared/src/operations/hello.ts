import { content, operation, type Operation } from '@sluice/core'
import { hello as handler } from '../handlers/hello.ts'

/** `GET /hello`: one part now, another in three seconds. */
export const hello: Operation = operation({
  id: 'hello',
  method: 'GET',
  path: '/hello',
  summary: 'Say hello, and three seconds later say it again',
  response: content('text/my-stream', { description: 'Two sentences, three seconds apart.' }),
  handler,
})
