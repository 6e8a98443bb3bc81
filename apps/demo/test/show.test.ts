import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { launch, type Launched } from './launcher.ts'
import { readEvents } from './read-events.ts'

const READY = 'Ctrl-C stops them.'

/** The URLs of the three demos, from the row of the table that has their greetings. */
function origins(launched: Launched): string[] {
  const row = launched
    .output()
    .split('\n')
    .find((line) => line.startsWith('/hello'))
  return [...(row ?? '').matchAll(/http:\/\/[\d.:]+/g)].map(([url]) => url)
}

/** The URL of the page. */
function pageOf(launched: Launched): string {
  return /^Open (http:\/\/localhost:\d+) /m.exec(launched.output())?.[1] ?? expect.fail(launched.output())
}

/** Starts the demos on free ports, and waits until all is there. */
async function launchAll(): Promise<{ launched: Launched; page: string; urls: string[] }> {
  const launched = launch([], '0')
  await launched.printed(READY)
  return { launched, page: pageOf(launched), urls: origins(launched) }
}

/** Somebody who has a port of this machine. */
async function takePort(port = 0): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return server
}

/** Four ports in a row that were free just now; `last` has the fourth of them until it is closed. */
async function portsInARow(): Promise<{ first: number; last: Server }> {
  for (;;) {
    const last = await takePort()
    const first = (last.address() as AddressInfo).port - 3
    const before = await Promise.allSettled([first, first + 1, first + 2].map(takePort))
    for (const each of before) {
      if (each.status === 'fulfilled') await once(each.value.close(), 'close')
    }
    if (before.every(({ status }) => status === 'fulfilled')) return { first, last }
  }
}

describe('pnpm demo', { timeout: 60_000 }, () => {
  test('shows where everything is, until it is told to stop', async () => {
    const { launched, page, urls } = await launchAll()
    expect(urls).toHaveLength(3)
    expect(new Set(urls).size).toBe(3)
    for (const url of urls) {
      expect((await fetch(`${url}/file?name=sluice.txt`)).status).toBe(200)
    }
    expect(await (await fetch(page)).text()).toMatch(/^<!doctype html>/i)
    const demos = (await (await fetch(`${page}/demos`)).json()) as readonly { readonly url: string }[]
    expect(demos.map(({ url }) => url)).toEqual(urls)
    expect(launched.output()).toContain(`curl -N --data-binary 'Is there an echo?' ${urls[0]}/echo`)
    const labels = [
      '/fail ',
      '/fail?after=1000 ',
      '/ticks ',
      '/activity ',
      'POST /echo ',
      'POST /v1/chat/completions ',
    ]
    for (const label of labels) {
      const rows = launched
        .output()
        .split('\n')
        .filter((line) => line.startsWith(label))
      expect(rows, label).toHaveLength(1)
    }
    for (const [url] of launched
      .output()
      .matchAll(/http:\/\/[\d.:]+\/(?:docs|openapi\.json|countdown\/5|ticks|activity)/g)) {
      expect((await fetch(url, { method: 'HEAD' })).status, url).toBe(200)
    }
    launched.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
    for (const url of [...urls, page]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  test('has the page at PORT, and the demos at the ports that follow', async () => {
    const { first, last } = await portsInARow()
    await once(last.close(), 'close')
    const launched = launch([], String(first))
    await launched.printed(READY)
    expect(pageOf(launched)).toBe(`http://localhost:${first}`)
    expect(origins(launched)).toEqual([1, 2, 3].map((after) => `http://127.0.0.1:${first + after}`))
    launched.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
  })

  test('starts none if the port of the page is busy, and says in one line what to do', async () => {
    const { port } = (await takePort()).address() as AddressInfo
    const launched = launch([], String(port))
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toMatch(
      new RegExp(
        `^Port ${port} is busy: stop the program that listens there, or choose another port, for example PORT=\\d+\\.\\n$`,
      ),
    )
  })

  test('leaves none running if the port of one is busy, and says which', async () => {
    const { first } = await portsInARow()
    const launched = launch([], String(first))
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toContain(`[Hono] Port ${first + 3} is busy`)
    expect(launched.output()).toContain('The Hono demo did not start: it ended with 1.')
    for (const port of [first, first + 1, first + 2]) {
      await expect(fetch(`http://127.0.0.1:${port}/hello`)).rejects.toThrow('fetch failed')
    }
  })

  test('wants a port that others can follow', async () => {
    const launched = launch([], '65533')
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toBe(
      'PORT is "65533": make it a number from 0 (any free port) to 65532, or leave it out for 3000.\n',
    )
  })

  test('leaves no demo behind when it dies', async () => {
    const { launched, urls } = await launchAll()
    launched.kill('SIGKILL')
    for (const url of urls) await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), 10_000)
  })

  test('says how it is used', async () => {
    const launched = launch(['--smoek'], '0')
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toContain('Usage: pnpm demo [--smoke]')
  })
})

describe('a demo that is restarted', { timeout: 60_000 }, () => {
  test('loses nothing of a stream, and keeps its URL', async () => {
    const { launched, page, urls } = await launchAll()
    for (const [index, url] of urls.entries()) {
      const stop = new AbortController()
      const numbers = followTicks(url, stop.signal)
      await vi.waitFor(() => expect(numbers.length).toBeGreaterThan(3), 10_000)
      const name = ['express', 'koa', 'hono'][index]
      const steps: string[] = []
      for await (const { data } of readEvents(await post(`${page}/demos/${name}/restart`))) {
        steps.push((JSON.parse(data) as { readonly step: string }).step)
      }
      expect(steps, name).toEqual(['draining', 'stopped', 'listening'])
      const before = numbers.length
      await vi.waitFor(() => expect(numbers.length).toBeGreaterThan(before + 20), 10_000)
      stop.abort()
      const [first = 0] = numbers
      expect(numbers, name).toEqual(numbers.map((_number, after) => first + after))
    }
    expect(launched.output()).not.toMatch(/failed|Error/)
    launched.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
  })

  test('comes back though whoever asked for it has left', async () => {
    const { launched, page, urls } = await launchAll()
    const [, koa = ''] = urls
    const leave = new AbortController()
    await post(`${page}/demos/koa/restart`, leave.signal)
    leave.abort()
    // It is over when another one may begin.
    await vi.waitFor(async () => {
      const answer = await post(`${page}/demos/koa/restart`)
      await answer.text()
      expect(answer.status).toBe(200)
    }, 20_000)
    expect((await fetch(`${koa}/bytes?size=1`)).status).toBe(200)
    launched.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
    expect(launched.output()).not.toMatch(/failed|Error/)
  })

  test('is stopped with the others in the middle of that', async () => {
    const { launched, page, urls } = await launchAll()
    const events = readEvents(await post(`${page}/demos/koa/restart`))
    for (const step of ['draining', 'stopped']) {
      expect((await events.next()).value?.data).toContain(step)
    }
    launched.kill('SIGINT')
    expect(await launched.exit).toBe(0)
    expect(launched.output()).toContain('All demos have stopped.')
    expect(launched.output()).not.toMatch(/failed|Error/)
    for (const url of [page, ...urls]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  test('ends all of them if it does not come back', async () => {
    const { launched, page, urls } = await launchAll()
    const [, koa = ''] = urls
    // A stream that takes its time keeps the old one up until we have seen that it takes no connection any more.
    const hello = await fetch(`${koa}/hello`)
    const events = readEvents(await post(`${page}/demos/koa/restart`))
    const { port } = new URL(koa)
    await vi.waitFor(() => takePort(Number(port)), 3_000)
    await hello.text()
    const told: string[] = []
    // The stream of a restart that fails has no proper end.
    await expect(
      (async () => {
        for await (const { event, data } of events) told.push(`${event} ${data}`)
      })(),
    ).rejects.toThrow('terminated')
    expect(told.at(-1)).toMatch(/^error .*The Koa demo did not start: it ended with 1\./)
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toContain(`[Koa] Port ${port} is busy`)
    expect(launched.output()).toContain(
      'The Koa demo did not start: it ended with 1. The others are stopped.',
    )
    for (const url of urls.filter((each) => each !== koa)) {
      await expect(fetch(url)).rejects.toThrow('fetch failed')
    }
  })
})

function post(url: string, signal?: AbortSignal): Promise<Response> {
  return fetch(url, { method: 'POST', ...(signal && { signal }) })
}

/** The numbers of the ticks as an `EventSource` would have them, which comes back whenever it has lost its server. */
function followTicks(url: string, signal: AbortSignal): number[] {
  const numbers: number[] = []
  const follow = async (): Promise<void> => {
    const last = numbers.at(-1)
    const headers = last === undefined ? undefined : { 'last-event-id': String(last) }
    const answer = await fetch(`${url}/ticks?every=20`, { signal, ...(headers && { headers }) })
    for await (const { id } of readEvents(answer)) numbers.push(Number(id))
  }
  void (async () => {
    while (!signal.aborted) {
      await follow().catch(() => new Promise((resolve) => setTimeout(resolve, 20)))
    }
  })()
  return numbers
}
