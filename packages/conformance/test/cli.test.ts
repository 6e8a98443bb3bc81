import { createServer } from 'node:http'
import { mkdtempSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { main } from '../src/cli/main.ts'
import { startTarget } from '../src/run/start-target.ts'
import { brokenCapabilities, startBroken } from './broken/start-broken.ts'
import { streamFlaws } from './broken/stream-flaws.ts'

let printed: string
beforeEach(() => {
  printed = ''
  const print = (text: string): void => void (printed += `${text}\n`)
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
})
afterEach(() => vi.restoreAllMocks())

test('a sound server passes, and the results are written', async () => {
  const server = await startTarget(startBroken({}), 'http1', brokenCapabilities)
  const file = join(mkdtempSync(join(tmpdir(), 'sluice-')), 'results.json')
  expect(await main([server.info.url.origin, '--clause', 'h1', '--clause', 'S1', '--json', file])).toBe(0)
  expect(printed).toContain('\u2713 H1')
  expect(printed).toContain('\u2013 S1')
  expect(printed).toContain('3 passed, 0 failed, 4 skipped')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ protocol: 'http1' })
  await server.close()
})

test('a broken server fails', async () => {
  const flaw = streamFlaws.find(({ caughtBy }) => caughtBy === 'H3.stream')
  const server = await startTarget(startBroken(flaw ?? {}), 'http1', brokenCapabilities)
  expect(await main([server.info.url.href, '--clause', 'H3'])).toBe(1)
  expect(printed).toContain('\u2717 H3')
  expect(printed).toContain('H3.stream: access-control-allow-origin')
  await server.close()
})

test('help is printed', async () => {
  expect(await main(['--help'])).toBe(0)
  expect(printed).toContain('Usage: sluice-conformance URL')
})

test.each([
  [[], 'Give the URL'],
  [['not a url'], 'is not an http: or https: URL'],
  [['http://127.0.0.1:1'], 'Nothing listens at 127.0.0.1:1'],
  [['http://127.0.0.1:1', '--clause', 'X9'], 'There is no clause X9'],
  [['http://127.0.0.1:1', '--protocol', 'h3'], 'the protocol is http1 or h2c'],
  [['http://127.0.0.1:1', '--nonsense'], 'see --help'],
])('%j is answered with what is wrong', async (args, message) => {
  expect(await main(args)).toBe(2)
  expect(printed).toContain(message)
})

test('a server without the routes is told so', async () => {
  const server = createServer((_req, res) => void res.writeHead(404).end()).listen(0, '127.0.0.1')
  await vi.waitUntil(() => server.listening)
  const { port } = server.address() as AddressInfo
  expect(await main([`http://127.0.0.1:${port}`])).toBe(2)
  expect(printed).toContain('Does the server mount the conformance routes')
  server.close()
})
