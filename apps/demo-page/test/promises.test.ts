import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf, useEverything } from './page-in-use.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** By how much the page is wider than its window, and what is cut off, which is no better. */
async function tooWideOf(page: Page): Promise<{ scrolls: number; cut: (string | null)[] }> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    return {
      scrolls: document.documentElement.scrollWidth - width,
      cut: [...document.querySelectorAll('button, select, input, h2, h3, p, .chart')]
        .filter((element) => element.closest('.matrix, .messages, dialog') === null)
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map(({ textContent }) => textContent),
    }
  })
}

describe.skipIf(live === undefined)('the page', { timeout: 60_000 }, () => {
  const { visit, url } = live!

  it('is made of nothing but its own files', async () => {
    const { page } = await visit()
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(asked.filter((name) => /\.(js|css|svg)$/.test(name)).every((name) => name.startsWith(url))).toBe(
      true,
    )
  })

  it('is watched by something that notices', async () => {
    const { page, wrongs } = await visit()
    await page.evaluate(`fetch('https://example.com/').catch(() => {})`)
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/a.png' }))`,
    )
    await page.evaluate(`console.warn('careful')`)
    await expect.poll(() => wrongs.filter((wrong) => wrong.startsWith('policy:')).length).toBe(2)
    expect(wrongs).toContain('console: careful')
    wrongs.length = 0
  })

  it.each([
    ['desktop', {}],
    ['phone', PHONE],
  ])(
    'works without a complaint, keeps everything in its place while it streams, and fits, on a %s',
    async (_name, device) => {
      const { page, broken } = await visit(device)
      await page.evaluate(() => {
        const heights = new Map<Element, Set<number>>()
        const observer = new ResizeObserver((entries) => {
          for (const { target } of entries) {
            const seen = heights.get(target) ?? new Set()
            heights.set(target, seen.add(Math.round((target as HTMLElement).offsetHeight)))
          }
        })
        for (const element of document.querySelectorAll(
          '.verdict, .lane, .card, .messages, .answer, .chart, .note, .answers > div',
        ))
          observer.observe(element)
        let shifts = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts += (entry as unknown as { value: number }).value
        }).observe({ type: 'layout-shift' })
        Object.assign(window, {
          jumps: () => ({
            shifts,
            changed: [...heights]
              .filter(([, seen]) => seen.size > 1)
              .map(
                ([{ className, textContent }, seen]) =>
                  `${className} ${[...seen].join()}: ${textContent?.slice(0, 200)}`,
              ),
          }),
        })
      })
      await useEverything(page)
      expect(broken).toEqual([])
      const answers = cardOf(page, 'Throw').locator('dd')
      for (const [button, answer] of [
        ['Before the head', /^500: /],
        [/^After/, /^200, /],
      ] as const) {
        await page.getByRole('button', { name: button }).click()
        for (const index of [0, 1, 2]) {
          await expect.poll(() => answers.nth(index).textContent()).toMatch(answer)
        }
      }
      const { shifts, changed } = await page.evaluate(() =>
        (window as unknown as { jumps: () => { shifts: number; changed: string[] } }).jumps(),
      )
      expect(changed).toEqual([])
      expect(shifts).toBeLessThan(0.01)
      expect(await tooWideOf(page)).toEqual({ scrolls: 0, cut: [] })
    },
  )
})
