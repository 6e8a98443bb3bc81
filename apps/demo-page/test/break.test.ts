import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf, countOf } from './page-in-use.ts'
import { ServerActivity } from './server-activity.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

/**
 * How much the resident memory of a server may grow while a client has asked for a gigabyte and reads nothing. What is
 * kept is far less (`P1`: the high-water mark and one write); the rest is what a process of Node grows by itself.
 */
const MOST_GROWTH = 60_000_000

/**
 * How much of the gigabyte may leave the server: what the buffers of the system and of the browser hold, and they hold
 * some ten megabytes, or 70 while a browser is watched by its tools.
 */
const MOST_SENT = 250_000_000

const DEADLINE = 5_000

/** `+1.2 MB`, in bytes. */
function bytesOf(text: string | null): number {
  const [, sign, value, unit] = /([+−])([\d,.]+) (bytes|kB|MB)/.exec(text ?? '') ?? []
  const scale = { bytes: 1, kB: 1e3, MB: 1e6 }[unit ?? ''] ?? Number.NaN
  return (sign === '−' ? -1 : 1) * Number(value?.replaceAll(',', '')) * scale
}

describe.skipIf(live === undefined)('break it', { timeout: 60_000 }, () => {
  const { visit, demos, demo } = live!

  it('stops reading: the server keeps little, and waits five seconds', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'Stop reading')
    const activity = await ServerActivity.of(demo('Koa').url)
    onTestFinished(async () => activity.stop())
    // The first sample is what the growth is counted from.
    await expect.poll(() => card.locator('.legend dd').textContent()).toMatch(/MiB$/)
    await card.getByRole('button', { name: 'Stall' }).click()
    await card.getByText(/^Read .+ and then no more\. The server waits 5 s\.$/).waitFor()
    const view = card.locator('.server-view')
    await expect.poll(() => view.textContent()).toContain('the handler runs, ')

    const growths: number[] = []
    const isOver = async (): Promise<boolean> => {
      growths.push(bytesOf(await card.locator('output').textContent()))
      return ((await view.textContent()) ?? '').includes('failed')
    }
    await expect.poll(isOver, { timeout: 15_000, interval: 200 }).toBe(true)
    expect(await view.textContent()).toContain('failed with DeadlineExceededError after ')
    await card.getByText('The server has cut the stream off.').waitFor()
    expect(growths.length).toBeGreaterThan(10)
    expect(Math.max(...growths)).toBeLessThan(MOST_GROWTH)

    const [stalled] = activity.ended.filter(({ target }) => target.startsWith('/bytes'))
    expect(stalled).toMatchObject({ outcome: 'failed', error: 'DeadlineExceededError' })
    expect(stalled!.milliseconds).toBeGreaterThanOrEqual(DEADLINE)
    expect(stalled!.milliseconds).toBeLessThan(2 * DEADLINE)
    expect(stalled!.bytes).toBeLessThan(MOST_SENT)
    expect(await card.getByRole('button', { name: 'Stall' }).isEnabled()).toBe(true)
  })

  it('drops a connection: it comes back, and nothing is lost or repeated', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'Lose the connection')
    await card.getByRole('combobox', { name: 'Server' }).selectOption('Hono')
    await card.getByRole('button', { name: 'Follow' }).click()
    const ticks = async (): Promise<number> => Number(await countOf(card, 'Ticks'))
    await expect.poll(ticks).toBeGreaterThan(5)
    expect(await countOf(card, 'Connections')).toBe('1')

    await card.getByRole('button', { name: 'Drop the connection' }).click()
    await card.getByText('The server has reset 1 connection.').waitFor()
    await expect.poll(() => countOf(card, 'Connections')).toBe('2')
    const before = await ticks()
    await expect.poll(ticks).toBeGreaterThan(before + 5)
    expect(await countOf(card, 'State')).toBe('open')
    expect(Number(await countOf(card, 'Caught up'))).toBeGreaterThan(0)
    expect([await countOf(card, 'Lost'), await countOf(card, 'Repeated')]).toEqual(['0', '0'])

    const activity = await ServerActivity.of(demo('Hono').url)
    onTestFinished(async () => activity.stop())
    const followed = (): string[] => activity.targets().filter((target) => target.startsWith('/ticks'))
    expect(followed()).toHaveLength(1)
    await card.getByRole('button', { name: 'Leave' }).click()
    await expect.poll(followed).toEqual([])
  })

  it('counts what is lost, and what comes twice', async () => {
    const { page } = await visit()
    const tick = (number: number): string =>
      `id: ${number}\nevent: tick\ndata: {"number":${number},"missed":false}\n\n`
    await page.route(`${demo('Hono').url}/ticks?*`, (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        headers: { 'access-control-allow-origin': '*' },
        body: `retry: 60000\n\n${[1, 2, 5, 6, 6, 4, 7].map(tick).join('')}`,
      }),
    )
    const card = cardOf(page, 'Lose the connection')
    await card.getByRole('button', { name: 'Follow' }).click()
    await expect.poll(() => countOf(card, 'Ticks')).toBe('7')
    expect([await countOf(card, 'Lost'), await countOf(card, 'Repeated')]).toEqual(['2', '2'])
    await expect.poll(() => countOf(card, 'State')).toBe('connecting')
  })

  it('restarts a server: its streams come back, and catch up', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'Lose the connection')
    await card.getByRole('combobox', { name: 'Server' }).selectOption('Koa')
    const note = card.getByRole('status')
    // Each step, as it is shown.
    await note.evaluate((element) => {
      const steps: string[] = []
      Object.assign(window, { steps })
      new MutationObserver(() => steps.push(element.textContent ?? '')).observe(element, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    })
    await card.getByRole('button', { name: 'Follow' }).click()
    const ticks = async (): Promise<number> => Number((await countOf(card, 'Ticks')).replaceAll(',', ''))
    await expect.poll(ticks).toBeGreaterThan(3)
    const button = card.getByRole('button', { name: 'Restart the server' })
    await button.click()
    await expect.poll(() => button.isDisabled()).toBe(true)
    await card.getByText('Koa listens again').waitFor({ timeout: 20_000 })
    const steps = await page.evaluate(() => (window as unknown as { steps: string[] }).steps)
    expect(steps.map((step) => step.replace(/[\d.]+ s\.$/, '')).filter((step) => step !== '')).toEqual([
      'Koa drains: its streams end, and no new ones begin, after ',
      'Koa has stopped, after ',
      'Koa listens again, after ',
    ])

    await expect.poll(() => countOf(card, 'State'), { timeout: 10_000 }).toBe('open')
    const before = await ticks()
    await expect.poll(ticks).toBeGreaterThan(before)
    expect(Number(await countOf(card, 'Connections'))).toBeGreaterThan(1)
    expect(Number(await countOf(card, 'Caught up'))).toBeGreaterThan(0)
    expect([await countOf(card, 'Lost'), await countOf(card, 'Repeated')]).toEqual(['0', '0'])
    expect(await button.isEnabled()).toBe(true)

    // So does everything else that follows this server.
    const reach = page.locator('#watch > .note')
    await expect.poll(() => reach.textContent(), { timeout: 10_000 }).toBe('')
    const memory = page.locator('#watch .chart').nth(1).locator('.series-2 dd')
    await expect.poll(() => memory.textContent(), { timeout: 10_000 }).toMatch(/MiB$/)
  })

  it('throws before the head, and after it', async () => {
    const { page, broken } = await visit()
    const card = cardOf(page, 'Throw')
    const answers = card.locator('dd')
    await card.getByRole('button', { name: 'Before the head' }).click()
    for (const index of demos.keys()) {
      await expect.poll(() => answers.nth(index).textContent()).toMatch(/^500: \{.*"status":500/)
      expect(await answers.nth(index).textContent()).not.toContain('as it was asked to')
    }
    // The same from all of them.
    expect(new Set(await answers.allTextContents()).size).toBe(1)

    // What was on its way when the connection was reset may be lost with it; what counts is that it is no end.
    await card.getByRole('button', { name: /^After / }).click()
    for (const index of demos.keys()) {
      await expect
        .poll(() => answers.nth(index).textContent())
        .toMatch(/^200, [\d.]+ (bytes|kB), then cut off: the connection ended before the stream did$/)
    }
    expect(broken.filter((text) => text.includes('/fail'))).toHaveLength(6)
  })
})
