import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { allChecks } from '../src/smoke/all-checks.ts'
import type { CheckedDemo } from '../src/smoke/check.ts'

/** Servers that are wrong for every check, each in its own way. */
const WRONG_SERVERS: Readonly<Record<string, RequestListener>> = {
  'answers anything with nothing': (_req, res) => void res.end(),
  'answers anything with 200 and some JSON': (_req, res) => void res.end('{}\n{}\n{}\n'),
  'answers anything with a problem of its own': (_req, res) => {
    res.writeHead(418, { 'content-type': 'application/problem+json' }).end('{"status":418}')
  },
  'buffers the whole greeting, and compresses it badly': (_req, res) => {
    res
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end("Hello, I'm streaming!\nHello, I'm still streaming!\n")
  },
  'hangs up': (req) => void req.socket.destroy(),
  'hangs up in the middle': (_req, res) => void res.write('{', () => res.destroy()),
}

async function serve(listener: RequestListener): Promise<CheckedDemo> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    name: 'Wrong',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => Promise.resolve(0),
  }
}

describe.each(allChecks.map((check) => [check.name, check] as const))('%s', (_name, check) => {
  test.each(Object.entries(WRONG_SERVERS))('fails on a server that %s', async (_what, listener) => {
    await expect(check.run(await serve(listener), AbortSignal.timeout(4_000))).rejects.toThrow()
  })

  test.each([
    ['does not answer', false],
    ['stops in the middle of its answer', true],
  ])('gives up in time on a server that %s', async (_what, begins) => {
    const giveUp = new AbortController()
    const demo = await serve((_req, res) => {
      if (begins) res.write('{')
      setTimeout(() => giveUp.abort(), 50)
    })
    await expect(check.run(demo, giveUp.signal)).rejects.toThrow()
  })
})
