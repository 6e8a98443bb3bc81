import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { launch, type Launched } from './launcher.ts'

const READY = 'Ctrl-C stops them.'

/** The URLs of the three demos, from the row of the table that has their greetings. */
function origins(launched: Launched): string[] {
  const row = launched
    .output()
    .split('\n')
    .find((line) => line.startsWith('/hello'))
  return [...(row ?? '').matchAll(/http:\/\/[\d.:]+/g)].map(([url]) => url)
}

describe('pnpm demo', { timeout: 60_000 }, () => {
  test('shows where everything is, until it is told to stop', async () => {
    const launched = launch([], '0')
    await launched.printed(READY)
    const urls = origins(launched)
    expect(urls).toHaveLength(3)
    expect(new Set(urls).size).toBe(3)
    for (const url of urls) {
      expect((await fetch(`${url}/file?name=sluice.txt`)).status).toBe(200)
    }
    expect(launched.output()).toContain(`curl -N --data-binary 'Is there an echo?' ${urls[0]}/echo`)
    for (const label of ['/fail ', '/fail?after=1000 ', 'POST /echo ', 'POST /v1/chat/completions ']) {
      const rows = launched
        .output()
        .split('\n')
        .filter((line) => line.startsWith(label))
      expect(rows, label).toHaveLength(1)
    }
    for (const [url] of launched
      .output()
      .matchAll(/http:\/\/[\d.:]+\/(?:docs|openapi\.json|countdown\/5)/g)) {
      expect((await fetch(url, { method: 'HEAD' })).status, url).toBe(200)
    }
    launched.kill('SIGTERM')
    expect(await launched.exit).toBe(0)
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  test('starts none if a port is busy, and says which', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const launched = launch([], String(port))
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toContain(`[Express] Port ${port} is busy`)
    expect(launched.output()).toContain('The Express demo did not start: it ended with 1.')
    await expect(fetch(`http://127.0.0.1:${port + 1}/hello`)).rejects.toThrow('fetch failed')
  })

  test('leaves no demo behind when it dies', async () => {
    const launched = launch([], '0')
    await launched.printed(READY)
    const urls = origins(launched)
    launched.kill('SIGKILL')
    for (const url of urls) await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'), 10_000)
  })

  test('says how it is used', async () => {
    const launched = launch(['--smoek'], '0')
    expect(await launched.exit).toBe(1)
    expect(launched.output()).toContain('Usage: pnpm demo [--smoke]')
  })
})
