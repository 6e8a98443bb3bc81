import type { Locator } from 'playwright-core'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf } from './page-in-use.ts'
import { ServerActivity } from './server-activity.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

async function numberIn(locator: Locator): Promise<number> {
  return Number.parseFloat(((await locator.textContent()) ?? '').replaceAll(',', ''))
}

describe.skipIf(live === undefined)('watch', { timeout: 60_000 }, () => {
  const { visit, demo } = live!

  it('draws what all servers say of themselves', async () => {
    const { page } = await visit()
    const charts = page.locator('#watch .chart')
    expect(await charts.locator('figcaption').allTextContents()).toEqual([
      'CPU of the process',
      'Resident memory',
      'Event loop, most delay',
    ])
    for (const [index, unit] of ['%', 'MiB', 'ms'].entries()) {
      const legend = charts.nth(index).locator('.legend > div')
      for (const [row, name] of ['Express', 'Koa', 'Hono'].entries()) {
        await expect.poll(() => legend.nth(row).locator('dd').textContent()).toMatch(/^\d+(\.\d)? /)
        expect(await legend.nth(row).textContent()).toMatch(new RegExp(`^${name}[\\d.]+ ${unit}$`))
      }
    }
    // Of a process of Node, and not of nobody.
    for (const value of await charts.nth(1).locator('dd').allTextContents()) {
      expect(Number.parseFloat(value)).toBeGreaterThan(30)
    }
    // And they go on.
    const cpu = charts.nth(0).locator('dl')
    const before = await cpu.textContent()
    await expect.poll(() => cpu.textContent(), { timeout: 5_000 }).not.toBe(before)
    const painted = await charts
      .nth(1)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        return new Set(new Uint32Array(data.buffer)).size
      })
    expect(painted).toBeGreaterThan(3)
  })

  it('follows a log, pauses, and chooses another', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'Its log')
    const lines = card.locator('li')
    await lines.first().waitFor()
    const count = async (): Promise<number> => lines.count()
    const first = await count()
    await expect.poll(count, { timeout: 5_000 }).toBeGreaterThan(first)

    const activity = await ServerActivity.of(demo('Express').url)
    onTestFinished(async () => activity.stop())
    await card.getByRole('button', { name: 'Pause' }).click()
    await expect.poll(() => activity.targets()).not.toContain('/log')
    await card.getByRole('button', { name: 'Follow' }).click()
    await expect.poll(() => activity.targets()).toContain('/log')
    // What was asked of it is in it.
    await fetch(`${demo('Koa').url}/hello?who=a-visitor`, { method: 'HEAD' })
    await card.getByRole('combobox', { name: 'Server' }).selectOption('Koa')
    await card.getByText('/hello?who=a-visitor').waitFor()
    await expect.poll(() => activity.targets()).not.toContain('/log')
  })

  it('answers token by token, and stops', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'A chat')
    const answer = card.getByRole('region', { name: 'Answer' })
    const note = card.getByRole('status')
    // What is drawn, each time that it changes.
    await answer.evaluate((element) => {
      const lengths: number[] = []
      Object.assign(window, { lengths })
      new MutationObserver(() => lengths.push(element.textContent?.length ?? 0)).observe(element, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    })
    await card.getByRole('combobox', { name: 'Server' }).selectOption('Hono')
    await card.getByRole('textbox', { name: 'Question' }).fill('What is a deadline?')
    await card.getByRole('button', { name: 'Ask' }).click()
    await expect.poll(() => note.textContent(), { timeout: 10_000 }).toMatch(/^\d+ tokens, the first after /)
    const stop = card.getByRole('button', { name: 'Stop' })
    await expect.poll(() => stop.isDisabled(), { timeout: 10_000 }).toBe(true)
    const lengths = await page.evaluate(() => (window as unknown as { lengths: number[] }).lengths)
    // It grows, bit by bit, rather than being there at once: by a token or two in each frame, or by more where frames
    // are late.
    expect(lengths.length).toBeGreaterThan(5)
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
    const steps = lengths.map((length, index) => length - (lengths[index - 1] ?? 0))
    expect(Math.max(...steps)).toBeLessThan((lengths.at(-1) ?? 0) / 2)

    const activity = await ServerActivity.of(demo('Hono').url)
    onTestFinished(async () => activity.stop())
    await card.getByRole('button', { name: 'Ask' }).click()
    await expect.poll(() => note.textContent()).toMatch(/^\d+ tokens/)
    await stop.click()
    await expect.poll(() => note.textContent()).toMatch(/, stopped$/)
    await expect
      .poll(() => activity.ended.find(({ target }) => target === '/v1/chat/completions')?.outcome)
      .toBe('disconnected')
  })

  it('exports, and stops the handler of an export that is cancelled', async () => {
    const { page } = await visit()
    const card = cardOf(page, 'An export')
    const url = demo('Koa').url
    const activity = await ServerActivity.of(url)
    onTestFinished(async () => activity.stop())
    const targets = (): string[] => activity.targets().filter((target) => target.startsWith('/export'))

    await card.getByRole('combobox', { name: 'Server' }).selectOption('Koa')
    await card.getByRole('button', { name: 'Export' }).click()
    const rows = (): Promise<number> => numberIn(card.locator('output'))
    await expect.poll(rows).toBeGreaterThan(100)
    const early = await rows()
    await expect.poll(rows).toBeGreaterThan(early)
    expect(await card.getByRole('progressbar').getAttribute('value')).not.toBe('0')
    expect(await card.locator('.figures').textContent()).toMatch(/ rows, [\d.]+ [kM]B, [\d,]+ rows a second$/)
    const view = card.locator('.server-view')
    await expect.poll(() => view.textContent()).toMatch(/the handler runs, [\d.]+ [kM]B, [\d,]+ rows sent$/)
    expect(targets()).toHaveLength(1)

    await card.getByRole('button', { name: 'Cancel' }).click()
    await card.getByText('Cancelled by you.').waitFor()
    await expect.poll(() => view.textContent()).toContain('the handler was stopped, because the client left,')
    await expect.poll(targets).toEqual([])
    const ended = activity.ended.filter(({ target }) => target.startsWith('/export'))
    expect(ended.map(({ outcome }) => outcome)).toEqual(['disconnected'])
    // Far from all of them were sent: what the page says it got, and what was on its way.
    const sent = Number(/([\d,]+) rows sent/.exec((await view.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
    expect(sent).toBeGreaterThanOrEqual(await rows())
    expect(sent).toBeLessThan(500_000)
  })
})
