import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Check } from '../check.ts'
import { expectSame } from '../expect.ts'
import { begin, comparedHeaders } from '../http-client.ts'

/** What arrives within so many milliseconds of each other is one part: far less than the handler waits. */
const PAUSE = 1_000

const PARTS = ["Hello, I'm streaming!\n", "Hello, I'm still streaming!\n"]

/** The first part of the greeting does not wait for the second. */
export const helloInParts: Check = {
  name: 'GET /hello: in two parts',
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: '/hello' }, signal)
    expectSame('What arrives, part by part,', await parts(answer), PARTS)
    return {
      summary: `${answer.statusCode}, 2 parts`,
      seen: { status: answer.statusCode, headers: comparedHeaders(answer), complete: answer.complete },
    }
  },
}

/** The same for a client that takes gzip, whether the framework's middleware then compresses or leaves it be. */
export const helloCompressed: Check = {
  name: 'GET /hello: in two parts, gzip accepted',
  documented: {
    why: "Hono's compress() leaves streams alone over HTTP/1.1; those of Express and Koa compress them (docs/middleware.md).",
    own: { Express: 'gzip', Koa: 'gzip', Hono: 'identity' },
  },
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: '/hello', headers: { 'accept-encoding': 'gzip' } }, signal)
    const encoding = answer.headers['content-encoding'] ?? 'identity'
    expectSame(
      'What arrives, part by part,',
      await parts(encoding === 'gzip' ? unzipped(answer) : answer),
      PARTS,
    )
    return {
      summary: `${answer.statusCode}, 2 parts, ${encoding}`,
      seen: { status: answer.statusCode, type: answer.headers['content-type'], complete: answer.complete },
      own: encoding,
    }
  },
}

function unzipped(answer: IncomingMessage): Readable {
  const gunzip = createGunzip()
  // Passes a broken connection on; whoever reads hears of it.
  pipeline(answer, gunzip, () => {})
  return gunzip
}

async function parts(body: Readable): Promise<string[]> {
  const found: string[] = []
  let last = Number.NEGATIVE_INFINITY
  for await (const chunk of body) {
    const now = performance.now()
    if (now - last > PAUSE) found.push('')
    found.push((found.pop() ?? '') + String(chunk))
    last = now
  }
  return found
}
