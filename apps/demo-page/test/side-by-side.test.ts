import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { laneOperations } from '../src/lanes/lane-operation.ts'
import { startLivePage } from './live-page.ts'
import { ServerActivity } from './server-activity.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

const NAMES = ['Express', 'Koa', 'Hono']

const lanesOf = (page: Page): Locator[] => NAMES.map((name) => page.getByRole('article', { name }))
const verdictOf = (page: Page): Locator => page.locator('.verdict')

/** What is said of the lanes once all of them have been compared to their ends. */
async function finalVerdict(page: Page): Promise<string> {
  const verdict = verdictOf(page).filter({ has: page.locator('strong', { hasText: /^Identical$/ }) })
  return (await verdict.textContent()) ?? ''
}

async function run(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Operation' }).selectOption(id)
  await page.getByRole('button', { name: 'Run' }).click()
}

/** Waits until all lanes are in a state. */
async function waitForState(page: Page, state: string): Promise<void> {
  for (const lane of lanesOf(page)) await lane.and(page.locator(`[data-state=${state}]`)).waitFor()
}

/** Seconds since the request at which each message that is shown has arrived. */
async function arrivalsOf(lane: Locator): Promise<number[]> {
  const times = await lane.locator('time').allTextContents()
  return times.map((time) => Number.parseFloat(time))
}

/** How many bars a timeline has, by the pixels that are painted. */
async function barsOf(lane: Locator): Promise<number> {
  return lane.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas
    const pixels = canvas.getContext('2d')?.getImageData(0, height - 2, width, 1).data ?? []
    let bars = 0
    for (let x = 0; x < width; x += 1) {
      if (pixels[x * 4 + 3] !== 0 && (x === 0 || pixels[x * 4 - 1] === 0)) bars += 1
    }
    return bars
  })
}

/** How many messages there are to come, counted without the page. */
async function messagesOf(url: string, { target, init }: (typeof laneOperations)[number]): Promise<number> {
  const response = await fetch(url + target, init)
  const text = await response.text()
  const isEvents = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const pieces = text.split(isEvents ? /\n\n/ : '\n').filter((piece) => piece !== '')
  // What is no data, a comment or a retry, is no message.
  return isEvents ? pieces.filter((piece) => /^data/m.test(piece)).length : pieces.length
}

/** Expects a message each second in each lane: what is buffered would come as one. */
async function expectTicks(page: Page): Promise<void> {
  for (const lane of lanesOf(page)) {
    const arrivals = await arrivalsOf(lane)
    expect(arrivals).toHaveLength(6)
    const pauses = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0))
    for (const pause of pauses) expect(pause).toBeGreaterThan(0.5)
    expect(await barsOf(lane)).toBe(6)
  }
}

describe.skipIf(live === undefined)('side by side', { timeout: 60_000 }, () => {
  const { visit, demos, demo } = live!

  it('runs each operation in all lanes: they agree, and each message is shown when it arrives', async () => {
    const all = laneOperations.filter(({ id }) => id !== 'refused')
    // At the same time, each for a visitor of its own, because most of them take seconds.
    await Promise.all(
      all.map(async (operation) => {
        const counting = messagesOf(demo('Koa').url, operation)
        const { page, broken } = await visit()
        // The first one begins by itself.
        if (operation !== laneOperations[0]) await run(page, operation.id)
        await waitForState(page, 'complete')
        const messages = (await counting).toLocaleString('en')
        const text = await finalVerdict(page)
        const leftOut = operation.leftOut === undefined ? '' : `, but for ${operation.leftOut}`
        expect(text).toBe(`Identical: ${messages} messages${leftOut}.`)
        for (const lane of lanesOf(page)) {
          expect(await lane.locator('output').textContent(), operation.id).toBe(messages)
          expect(await lane.locator('.note').textContent(), operation.id).toBe('a clean end')
        }
        expect(broken, operation.id).toEqual([])
        expect(await page.getByText('no answer yet').count()).toBe(0)
        if (operation === laneOperations[0]) await expectTicks(page)
      }),
    )
  })

  it('shows a refusal as all of them make it', async () => {
    const { page, broken } = await visit()
    await run(page, 'refused')
    await waitForState(page, 'failed')
    expect(await finalVerdict(page)).toBe('Identical: 1 message.')
    for (const lane of lanesOf(page)) {
      expect(await lane.locator('.note').textContent()).toBe('a clean end, with status 422')
      expect(await lane.locator('.messages').textContent()).toContain('"status":422')
    }
    expect(broken).toHaveLength(3)
  })

  it('stops all of them, and so do the servers', async () => {
    const activities = await Promise.all(demos.map(({ url }) => ServerActivity.of(url)))
    onTestFinished(async () => void (await Promise.all(activities.map((activity) => activity.stop()))))
    const { page } = await visit()
    for (const lane of lanesOf(page)) await lane.locator('time').first().waitFor()
    await page.getByRole('button', { name: 'Stop' }).first().click()
    await waitForState(page, 'stopped')
    expect(await verdictOf(page).textContent()).toContain('Identical until it was stopped: ')
    for (const { ended } of activities) {
      await expect
        .poll(() => ended.find(({ target }) => target === '/countdown/5')?.outcome)
        .toBe('disconnected')
    }
  })

  it('takes a stop in the middle of much for no difference', async () => {
    const { page } = await visit()
    const cut = async (): Promise<string | null> => {
      await run(page, 'chat')
      for (const lane of lanesOf(page)) await lane.locator('time').nth(10).waitFor()
      await page.getByRole('button', { name: 'Stop' }).first().click()
      await waitForState(page, 'stopped')
      return verdictOf(page).textContent()
    }
    for (let time = 0; time < 3; time += 1) expect(await cut()).toContain('Identical until it was stopped: ')
  })

  it('begins anew while it runs', async () => {
    const { page } = await visit()
    await waitForState(page, 'streaming')
    await page.getByRole('combobox', { name: 'Operation' }).selectOption('chat')
    const button = page.getByRole('button', { name: 'Run' })
    await button.click()
    await button.click()
    for (const lane of lanesOf(page)) await lane.locator('time').nth(5).waitFor()
    // What became of the one before is not said of this one.
    for (const lane of lanesOf(page)) {
      expect(await lane.locator('.note').textContent()).not.toContain('stopped')
    }
    await waitForState(page, 'complete')
    expect(await finalVerdict(page)).toMatch(/^Identical: \d\d+ messages, but for id and time/)
  })

  it('shows the first difference, with what each of them says', async () => {
    const { page } = await visit()
    await waitForState(page, 'streaming')
    await page.route(`${demo('Koa').url}/export?*`, async (route) => {
      const response = await route.fetch()
      const lines = (await response.text()).split('\n')
      lines[4_321] = '{"id":"SO-forged"}'
      await route.fulfill({ response, body: lines.join('\n') })
    })
    await run(page, 'export')
    const verdict = page.locator('[data-verdict=different]')
    await verdict.waitFor()
    expect(await verdict.textContent()).toContain('Different at message 4,322')
    const texts = await verdict.locator('dd').allTextContents()
    expect(texts).toHaveLength(3)
    expect(texts[0]).toContain('SO-00004322')
    expect(texts[1]).toContain('SO-forged')
    expect(texts[2]).toBe(texts[0])
  })

  it('notices a stream that ends too early', async () => {
    const { page } = await visit()
    await waitForState(page, 'streaming')
    await page.route(`${demo('Hono').url}/export?*`, async (route) => {
      const response = await route.fetch()
      const lines = (await response.text()).split('\n')
      await route.fulfill({ response, body: `${lines.slice(0, 9_000).join('\n')}\n` })
    })
    await run(page, 'export')
    const verdict = page.locator('[data-verdict=different]')
    await verdict.waitFor()
    expect(await verdict.textContent()).toContain('Different at message 9,001')
    expect(await verdict.locator('dd').nth(2).textContent()).toBe('a clean end')
  })

  it('leaves nothing running behind', async () => {
    const { page, context } = await visit()
    await waitForState(page, 'streaming')
    const activities = await Promise.all(demos.map(({ url }) => ServerActivity.of(url)))
    onTestFinished(async () => void (await Promise.all(activities.map((activity) => activity.stop()))))
    for (const activity of activities) {
      expect(activity.targets()).toEqual(expect.arrayContaining(['/countdown/5', '/system', '/activity']))
    }
    await context.close()
    for (const activity of activities) await expect.poll(() => activity.targets()).toEqual([])
  })

  it('shows the handler that runs, and what mounts it', async () => {
    const { page } = await visit()
    await page.getByText('The handler, and what mounts it').click()
    const code = page.locator('.source pre')
    expect(await code.nth(0).textContent()).toContain("id: 'countdown'")
    expect(await code.nth(1).textContent()).toContain("from '@sluice/express'")
    await page.getByRole('combobox', { name: 'Operation' }).selectOption('hello')
    await expect.poll(() => code.nth(0).textContent()).toContain("id: 'hello'")
    for (const lane of lanesOf(page)) {
      for (const name of ['docs', 'openapi.json']) {
        const href = await lane.getByRole('link', { name, exact: true }).getAttribute('href')
        expect((await fetch(href ?? '')).status).toBe(200)
      }
    }
  })
})
