import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, createApi, type Operation } from '@sluice/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDemoApi } from '../src/demo-api.ts'
import { orderRow } from '../src/export/order-row.ts'
import { rows } from '../src/export/rows.ts'
import { countdown } from '../src/operations/countdown.ts'
import { exportRows } from '../src/operations/export.ts'
import { hello } from '../src/operations/hello.ts'
import { log } from '../src/operations/log.ts'
import { readEvents, take } from './read-events.ts'

function apiOf(...operations: Operation[]): Api {
  return createApi({ title: 'Test', version: '1.0.0', operations })
}

function logFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-operations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'demo.log')
  writeFileSync(file, content)
  return file
}

describe('GET /countdown/{from}', () => {
  const api = apiOf(countdown)

  test('counts down to liftoff', async () => {
    const events: unknown[] = []
    for await (const event of readEvents(await api.request('/countdown/1'))) events.push(event)
    expect(events).toEqual([
      { event: 'tick', data: '{"left":1}', id: '1' },
      { event: 'liftoff', data: expect.stringMatching(/^{"at":"\d{4}-.*Z"}$/), id: '0' },
    ])
  })

  test('goes on where a client was, and stops one that has seen everything', async () => {
    const answer = await api.request('/countdown/60', { headers: { 'last-event-id': '2' } })
    const [tick, liftoff] = await take(readEvents(answer), 2)
    expect([tick?.id, liftoff?.id]).toEqual(['1', '0'])
    expect((await api.request('/countdown/60', { headers: { 'last-event-id': '0' } })).status).toBe(204)
    expect((await api.request('/countdown/60?lastEventId=0')).status).toBe(204)
  })

  test('is one array for who wants JSON', async () => {
    const answer = await api.request('/countdown/1', { headers: { accept: 'application/json' } })
    expect(await answer.json()).toMatchObject([
      { event: 'tick', data: { left: 1 }, id: '1' },
      { event: 'liftoff', id: '0' },
    ])
  })

  test.each(['/countdown/0', '/countdown/61', '/countdown/1.5', '/countdown/ten'])(
    'refuses %s',
    async (path) => {
      const answer = await api.request(path)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ errors: [{ location: 'params.from' }] })
    },
  )
})

describe('GET /log', () => {
  test('sends the lines there are and those that come, each with the byte offset after it', async () => {
    const file = logFile('erste Zeile: ü\nsecond\n')
    const events = readEvents(await apiOf(log(file)).request('/log'))
    expect(await take(events, 2)).toEqual([
      { event: 'line', data: '{"line":"erste Zeile: ü"}', id: '16' },
      { event: 'line', data: '{"line":"second"}', id: '23' },
    ])
    const next = events.next()
    appendFileSync(file, 'third\n')
    expect((await next).value).toEqual({ event: 'line', data: '{"line":"third"}', id: '29' })
    await events.return()
  })

  test('is resumed after any line, by header and by query', async () => {
    const file = logFile(Array.from({ length: 20 }, (_, index) => `${'ü'.repeat(index)}\n`).join(''))
    const api = apiOf(log(file))
    const all = await take(readEvents(await api.request('/log')), 20)
    for (const [index, { id = '' }] of all.slice(0, -1).entries()) {
      const byHeader = await api.request('/log', { headers: { 'last-event-id': id } })
      expect(await take(readEvents(byHeader), 19 - index)).toEqual(all.slice(index + 1))
      const byQuery = await api.request(`/log?lastEventId=${id}`)
      expect(await take(readEvents(byQuery), 1)).toEqual(all.slice(index + 1, index + 2))
    }
    for (const id of ['-1', '1.5', 'x', '99999999999999999999']) {
      expect((await api.request(`/log?lastEventId=${id}`)).status).toBe(422)
    }
  })

  test('survives rotation and truncation', async () => {
    const file = logFile('one\n')
    const events = readEvents(await apiOf(log(file)).request('/log'))
    await take(events, 1)
    renameSync(file, `${file}.1`)
    writeFileSync(file, 'two\n')
    expect(await take(events, 2)).toEqual([
      { event: 'reset', data: '{"reason":"rotated"}', id: '0' },
      { event: 'line', data: '{"line":"two"}', id: '4' },
    ])
    writeFileSync(file, '')
    expect(await take(events, 1)).toEqual([{ event: 'reset', data: '{"reason":"truncated"}', id: '0' }])
    appendFileSync(file, `${'x'.repeat(70_000)}\n`)
    const [cut] = await take(events, 1)
    expect(cut?.id).toBe('70001')
    expect(JSON.parse(cut?.data ?? '')).toEqual({ line: 'x'.repeat(64 * 1024), cut: true })
    await events.return()
  })
})

describe('GET /export', () => {
  const api = apiOf(exportRows)

  test('sends 100,000 rows unless told otherwise', async () => {
    const answer = await api.request('/export')
    expect(answer.headers.get('content-type')).toBe('application/jsonl')
    const lines = (await answer.text()).split('\n')
    expect(lines).toHaveLength(100_001)
    const expected = rows(100_000, 1)
    for (const line of lines.slice(0, 50)) expect(JSON.parse(line)).toEqual(expected.next().value)
    expect(orderRow.parse(JSON.parse(lines.at(-2) ?? '')).id).toBe('SO-00100000')
  })

  test('sends those that are asked for', async () => {
    const answer = await api.request('/export?rows=3&start=7&seed=9', {
      headers: { accept: 'application/json' },
    })
    expect(await answer.json()).toEqual([...rows(3, 9, 7)])
  })

  test.each([
    ['rows=-1', 'query.rows'],
    ['rows=many', 'query.rows'],
    ['rows=1000001', 'query.rows'],
    ['start=9000001', 'query.start'],
    ['start=0.5', 'query.start'],
    ['seed=x', 'query.seed'],
  ])('refuses %s', async (query, location) => {
    const answer = await api.request(`/export?${query}`)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ location }] })
  })
})

test('GET /hello begins at once', async () => {
  const answer = await apiOf(hello).request('/hello')
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const reader = answer.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("Hello, I'm streaming!\n")
  await reader?.cancel()
})

test('the api of the demos has them all, says so, and logs what it answers', async () => {
  const file = logFile('')
  const { api, close } = startDemoApi(file, {})
  onTestFinished(() => close())
  expect(api.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /hello',
    'GET /countdown/{from}',
    'GET /ticks',
    'GET /system',
    'GET /activity',
    'GET /log',
    'GET /export',
    'POST /v1/chat/completions',
    'POST /echo',
    'GET /bytes',
    'GET /file',
    'GET /fail',
    'POST /drop',
  ])
  const document = (await (await api.request('/openapi.json')).json()) as ReturnType<Api['openapi']>
  expect(Object.keys(document.paths)).toHaveLength(13)
  expect(document.components?.schemas).toMatchObject({
    Order: {},
    ChatRequest: {},
    ChatChunk: {},
    SystemSample: {},
  })
  for (const path of Object.values(document.paths)) {
    for (const { operationId, tags } of Object.values(path)) expect(tags, operationId).toHaveLength(1)
  }

  expect(await (await api.request('/docs')).text()).toContain('<title>Sluice demo</title>')

  const events = readEvents(await api.request('/log'))
  await (await api.request('/bytes?size=10')).arrayBuffer()
  await (await api.request('/bytes?size=x')).text()
  const lines: string[] = []
  while (lines.length < 5) {
    const [event] = await take(events, 1)
    if (event?.data.includes(' system ') !== true) lines.push(event?.data ?? '')
  }
  expect(lines).toEqual([
    expect.stringContaining('log started by process'),
    expect.stringMatching(/ request GET \/openapi.json 200 completed \d+ ms"/),
    expect.stringMatching(/ request GET \/docs 200 completed \d+ ms"/),
    expect.stringMatching(/ request GET \/bytes\?size=10 200 completed \d+ ms"/),
    expect.stringMatching(/ request GET \/bytes\?size=x 422 failed \d+ ms"/),
  ])
  await events.return()
  await close()
  expect(readFileSync(file, 'utf8')).toMatch(/ request GET \/log 200 disconnected \d+ ms\n$/)
})
