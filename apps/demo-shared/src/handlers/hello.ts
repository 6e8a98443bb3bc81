import { setTimeout as sleep } from 'node:timers/promises'
import { stream, type StreamHandler } from '@sluice/core'

/** `GET /hello`: one part now, another in three seconds. */
export const hello: StreamHandler = () =>
  stream(async (ctx) => {
    ctx.setHeader('content-type', 'text/my-stream')
    const body = ctx.writer
    body.setWriteDeadline(Date.now() + 5_000)
    await body.write("Hello, I'm streaming!")
    await body.flush()
    await sleep(3_000, undefined, { signal: ctx.signal })
    await body.write("Hello, I'm still streaming!")
  })
