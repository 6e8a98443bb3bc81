import { examples } from 'demo-shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Demo } from '../src/processes/demo.ts'
import { startAll, stopAll } from '../src/processes/start-all.ts'
import { rawRequest } from './raw-request.ts'
import { readEvents } from './read-events.ts'

/** The page, which is served from elsewhere than the demos. */
const ORIGIN = 'http://localhost:3000'

let demos: readonly Demo[] = []

beforeAll(async () => {
  demos = await startAll(0, () => {})
}, 60_000)

afterAll(() => stopAll(demos))

// The middleware of each framework says so; nothing of ours does.
describe.each(['Express', 'Koa', 'Hono'])('a page of another origin, with %s', (name) => {
  let url: string

  beforeAll(() => {
    url = demos.find((demo) => demo.name === name)?.url ?? expect.fail('It is not there.')
  })

  function preflight(target: string, method: string, headers: string): ReturnType<typeof rawRequest> {
    return rawRequest(url, target, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      },
    })
  }

  test.each([
    ['/drop', 'POST', 'content-type'],
    ['/v1/chat/completions', 'POST', 'content-type'],
    ['/ticks', 'GET', 'last-event-id'],
  ])('may ask for %s by %s with %s', async (target, method, header) => {
    const { status, headers, body } = await preflight(target, method, header)
    expect([status, body]).toEqual([204, ''])
    expect(headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(headers['access-control-allow-methods']).toContain(method)
    expect(headers['access-control-allow-headers']?.toLowerCase().split(/, ?/)).toContain(header)
  })

  test('may read what it is answered by POST', async () => {
    const headers = { origin: ORIGIN, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/drop`, { method: 'POST', headers, body: '{"target":"/nothing"}' })
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(await answer.json()).toEqual({ dropped: 0 })
  })

  const clickable = examples.filter(({ options }) => options === undefined)
  test.each(clickable)('may read $label', async ({ target }) => {
    const leave = new AbortController()
    const answer = await fetch(url + target, { headers: { origin: ORIGIN }, signal: leave.signal })
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    leave.abort()
  })

  test.each([
    ['/fail', 500],
    ['/bytes?size=x', 422],
    ['/nothing', 404],
    ['/system', 406],
  ])('may read why %s failed', async (target, status) => {
    const headers = { origin: ORIGIN, ...(status === 406 && { accept: 'image/png' }) }
    const answer = await fetch(url + target, { headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN)
  })

  test('may read nothing if it is not the page', async () => {
    const origin = 'http://elsewhere.example'
    const answer = await fetch(`${url}/file?name=sluice.txt`, { headers: { origin } })
    expect(['*', origin]).not.toContain(answer.headers.get('access-control-allow-origin'))
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const asked = await rawRequest(url, '/v1/chat/completions', { method: 'OPTIONS', headers })
    expect(['*', origin]).not.toContain(asked.headers['access-control-allow-origin'])
  })

  test('may go on with a stream where it was', async () => {
    const now = Math.floor(Date.now() / 100)
    const headers = { origin: ORIGIN, 'last-event-id': String(now - 5) }
    const answer = await fetch(`${url}/ticks?every=100`, { headers })
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    for await (const { id } of readEvents(answer)) {
      expect(id).toBe(String(now - 4))
      break
    }
  })
})
