import { launchBrowser } from 'browser'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { launchDemos, type LaunchedDemos } from './launched-demos.ts'

/** A visit to the page, in a context of its own. It ends with its test. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors and warnings of the page, broken policies, requests to anyone but our servers: there must be none. */
  readonly wrongs: string[]
  /** What the browser says of answers that are no success, and of connections that break. */
  readonly broken: string[]
}

/** The page, its demos, and a browser to open it in. */
export interface LivePage extends LaunchedDemos {
  /** Opens the page, and expects at the end of the test that nothing was wrong with it. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /** Opens another tab. */
  open(visit: Visit): Promise<Page>
}

/** Starts everything: once per file, because that takes seconds. `undefined` where there is no browser. */
export async function startLivePage(): Promise<LivePage | undefined> {
  const browser = await launchBrowser()
  if (browser === undefined) return undefined
  const launched = await launchDemos().catch(async (error: unknown) => {
    await browser.close()
    throw error
  })
  const ours = new Set([launched.url, ...launched.demos.map(({ url }) => url)])

  const watch = async (page: Page, { wrongs, broken }: Pick<Visit, 'wrongs' | 'broken'>): Promise<void> => {
    page.on('request', (request) => {
      const url = request.url()
      if (!ours.has(new URL(url).origin)) wrongs.push(`request: ${url}`)
    })
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      const text = message.text()
      if (text.startsWith('Failed to load resource:')) broken.push(`${text} ${message.location().url}`)
      else wrongs.push(`console: ${text}`)
    })
    page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`))
    page.on('websocket', (socket) => wrongs.push(`websocket: ${socket.url()}`))
    await page.exposeFunction('reportViolation', (what: string) => wrongs.push(`policy: ${what}`))
    await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      reportViolation(event.violatedDirective + ' ' + event.blockedURI))`)
  }
  const open = async (visit: Omit<Visit, 'page'>): Promise<Page> => {
    const page = await visit.context.newPage()
    await watch(page, visit)
    await page.goto(launched.url)
    await page.getByRole('heading', { name: 'Side by side' }).waitFor()
    return page
  }
  return {
    ...launched,
    open,
    async visit(options = {}) {
      const viewport = { width: 1280, height: 900 }
      const context = await browser.newContext({ locale: 'en-US', viewport, ...options })
      context.setDefaultTimeout(15_000)
      const visit = { context, wrongs: [], broken: [] }
      onTestFinished(async () => {
        await context.close()
        expect(visit.wrongs).toEqual([])
      })
      return { ...visit, page: await open(visit) }
    },
    async stop() {
      await browser.close()
      await launched.stop()
    },
  }
}
