import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { findChromium, launchBrowser } from '../src/index.ts'
import { unpackChromium } from '../src/unpack-chromium.ts'

afterEach(() => vi.unstubAllEnvs())

it(
  'starts a browser that opens a page, runs its scripts and measures its text',
  { timeout: 60_000 },
  async (ctx) => {
    const browser = await launchBrowser()
    if (browser === undefined) return ctx.skip('no Chromium on this machine: set CHROME_BIN, or install one')
    const server = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html')
      res.end('<h1>before</h1><script>document.querySelector("h1").textContent = "Hello"</script>')
    })
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      expect(await page.textContent('h1')).toBe('Hello')
      expect((await page.locator('h1').boundingBox())?.height).toBeGreaterThan(10)
    } finally {
      await browser.close()
      server.close()
    }
  },
)

it('takes the browser that CHROME_BIN names, and no other', async () => {
  vi.stubEnv('CHROME_BIN', process.execPath)
  expect(await findChromium()).toEqual({ executablePath: process.execPath, env: {} })
  vi.stubEnv('CHROME_BIN', '/no/such/chrome')
  await expect(findChromium()).rejects.toThrow('/no/such/chrome')
})

const unpacks = process.platform === 'linux' && process.arch === 'x64'
it.runIf(unpacks)('unpacks once, however many ask at the same time', { timeout: 60_000 }, async () => {
  const cache = await mkdtemp(join(tmpdir(), 'sluice-browser-'))
  try {
    const [one, two] = await Promise.all([unpackChromium(cache), unpackChromium(cache)])
    expect(two).toEqual(one)
    expect(await readdir(cache)).toEqual([expect.stringMatching(/^chromium-\d/)])
    vi.stubEnv('CHROME_BIN', one.executablePath)
    for (const [name, value] of Object.entries(one.env)) vi.stubEnv(name, value)
    const browser = await launchBrowser()
    expect(browser?.isConnected()).toBe(true)
    await browser?.close()
  } finally {
    await rm(cache, { recursive: true, force: true })
  }
})
