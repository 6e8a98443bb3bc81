import { join } from 'node:path'
import { launchBrowser } from 'browser'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { docsPage } from '@sluice/docs'
import { DOCUMENT } from './document.ts'
import { LINES, serveWithExpress, serveWithNode } from './servers.ts'

const browser = await launchBrowser()
afterAll(async () => browser?.close())

/** What a page did that it should not. */
interface Watched {
  readonly page: Page
  /** Errors, broken policies, requests to anyone but our server. */
  readonly wrongs: string[]
  readonly asked: string[]
}

/** A page whose requests can reach our server only, and which tells what went wrong in it. */
async function watch(base: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Watched> {
  if (browser === undefined) throw new Error('The test should have been skipped.')
  const wrongs: string[] = []
  const asked: string[] = []
  const { origin } = new URL(base)
  const context = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 1200 } })
  await context.route('**', async (route) => {
    const url = route.request().url()
    if (url.startsWith(`${origin}/`)) {
      asked.push(url.slice(origin.length))
      return route.continue()
    }
    wrongs.push(`request: ${url}`)
    return route.abort()
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`))
  page.on('websocket', (socket) => wrongs.push(`websocket: ${socket.url()}`))
  await page.exposeFunction('reportViolation', (what: string) => wrongs.push(`policy: ${what}`))
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' ' + event.blockedURI))`)
  return { page, wrongs, asked }
}

/** For whoever wants to see what a test saw: `SLUICE_PICTURES=/some/folder npx vitest run`. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SLUICE_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

describe.skipIf(browser === undefined).each([
  ['node', serveWithNode],
  ['express, below a prefix and behind helmet', serveWithExpress],
])('in a browser, on %s', { timeout: 60_000 }, (name, serve) => {
  it('shows the operations and their events, and asks nobody else', async () => {
    await using served = await serve()
    const { page, wrongs, asked } = await watch(served.base)
    await page.goto(`${served.base}/docs`)
    await page.getByRole('heading', { name: 'Demo of streams' }).waitFor()
    // Its one server is the one that the page comes from.
    expect(await page.getByText('Servers', { exact: true }).count()).toBe(0)
    await page.getByText('Count down, one tick a second').click()

    const responses = page.locator('.responses-wrapper')
    expect(await responses.locator('select').inputValue()).toBe('text/event-stream')
    await page.getByText('Answer what was sent').click()
    expect(await responses.nth(1).locator('select').inputValue()).toBe('application/json')
    await page.getByText('Answer what was sent').click()
    await picture(page, `${name.split(',')[0]}-example`)
    await responses.getByRole('tab', { name: 'Schema' }).click()
    await responses.getByRole('button', { name: 'Expand all' }).first().click()
    for (const text of ['"tick"', '"liftoff"', 'left', 'date-time']) {
      await responses.getByText(text, { exact: true }).first().waitFor()
    }
    await picture(page, `${name.split(',')[0]}-schema`)

    await page.waitForLoadState('networkidle')
    expect(wrongs).toEqual([])
    const { pathname } = new URL(served.base)
    const prefix = pathname === '/' ? '' : pathname
    expect(asked[0]).toBe(`${prefix}/docs`)
    expect(asked).toContain(`${prefix}/openapi.json`)
  })

  it('shows a stream while it arrives, leaves it when asked to, and shows another', async () => {
    let left = (): void => {}
    const leaving = new Promise<void>((resolve) => {
      left = resolve
    })
    await using served = await serve(docsPage(), () => left())
    const { page, wrongs } = await watch(served.base)
    await page.goto(`${served.base}/docs`)
    await page.getByText('Count down, one tick a second').click()
    await page.getByRole('button', { name: 'Try it out' }).click()
    await page.getByRole('button', { name: 'Execute' }).click()
    // The server sends no more and does not end.
    await page.locator('.live-responses-table').getByText('{"left":3}').waitFor()
    await page.locator('.request-url').getByText(`${served.base}/countdown/3`).waitFor()
    expect(await page.locator('.curl').textContent()).toContain('accept: text/event-stream')
    await picture(page, `${name.split(',')[0]}-live`)
    await page.getByRole('button', { name: 'Clear' }).click()
    await leaving
    expect(await page.locator('.live-responses-table').count()).toBe(0)

    await page.locator('.responses-wrapper select').selectOption('application/jsonl')
    await page.getByRole('button', { name: 'Execute' }).click()
    const body = page.locator('.live-responses-table .highlight-code code')
    await expect.poll(async () => body.first().textContent()).toBe(LINES)
    expect(wrongs).toEqual([])
  })
})

describe.skipIf(browser === undefined)('in a browser', { timeout: 60_000 }, () => {
  it('is dark where the reader likes it dark, and changes with it', async () => {
    await using served = await serveWithNode()
    const { page } = await watch(served.base, 'dark')
    await page.goto(`${served.base}/docs`)
    await page.getByRole('heading', { name: 'Demo of streams' }).waitFor()
    await picture(page, 'dark')
    const background = async (): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await background()
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(background).not.toBe(dark)
  })

  it('lets the reader choose where there are servers to choose from', async () => {
    const servers = [{ url: '.' }, { url: '/elsewhere' }]
    await using served = await serveWithNode(docsPage(), undefined, { ...DOCUMENT, servers })
    const { page } = await watch(served.base)
    await page.goto(`${served.base}/docs`)
    await page.getByText('Servers', { exact: true }).waitFor()
    expect(await page.locator('.servers option').allTextContents()).toEqual(['.', '/elsewhere'])
  })

  it('says so when it is asked for with a slash at the end', async () => {
    await using served = await serveWithExpress()
    const { page, wrongs } = await watch(served.base)
    await page.goto(`${served.base}/docs/`)
    await page.getByRole('heading', { name: 'Demo of streams' }).waitFor()
    expect(page.url()).toBe(`${served.base}/docs`)
    expect(wrongs).toEqual([])
  })

  it('notices what it should notice', async () => {
    await using served = await serveWithNode()
    const { page, wrongs } = await watch(served.base)
    await page.goto(`${served.base}/docs`)
    await page.evaluate(`fetch('https://example.com/').catch(() => {})`)
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: '1' }))`,
    )
    await expect.poll(() => wrongs.filter((wrong) => wrong.startsWith('policy:')).length).toBe(2)
  })
})
