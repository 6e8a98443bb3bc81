import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { startLivePage } from './live-page.ts'
import { cardOf } from './page-in-use.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

/** Chooses the server that a card is about. */
async function choose(card: Locator, server: string): Promise<void> {
  await card.getByRole('combobox', { name: 'Server' }).selectOption(server)
}

/** Stops what runs by itself when the page opens. */
async function stopLanes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).first().click()
  await page.getByRole('article', { name: 'Express' }).and(page.locator('[data-state=stopped]')).waitFor()
}

// `/system`, `/activity` and `/log` of the first demo are followed as long as the page is open.
describe.skipIf(live === undefined)('six connections for a server', { timeout: 60_000 }, () => {
  const { visit, open } = live!

  it('refuses a sixth stream and says why, and asks short questions all the same', async () => {
    const { page } = await visit()
    const resume = cardOf(page, 'Lose the connection')
    const stall = cardOf(page, 'Stop reading')
    const chat = cardOf(page, 'A chat')
    await stopLanes(page)
    const exporting = cardOf(page, 'An export')
    for (const card of [resume, stall, chat, exporting]) await choose(card, 'Express')
    await resume.getByRole('button', { name: 'Follow' }).click()
    await expect.poll(() => resume.locator('dd').first().textContent()).toBe('open')
    await stall.getByRole('button', { name: 'Stall' }).click()
    await stall.getByText('and then no more').waitFor()

    const why = /^5 streams from this server are open\. A browser has 6 connections .+ stop a stream first\.$/
    await exporting.getByRole('button', { name: 'Export' }).click()
    await expect.poll(() => exporting.locator('.note').textContent()).toMatch(why)
    await chat.getByRole('button', { name: 'Ask' }).click()
    await expect
      .poll(() => chat.locator('.note').textContent())
      .toMatch(/5 streams from this server are open/)
    await page.getByRole('button', { name: 'Run' }).click()
    const lane = page.getByRole('article', { name: 'Express' })
    await expect.poll(() => lane.locator('.note').textContent()).toMatch(why)
    // The other servers are not concerned.
    await page.getByRole('article', { name: 'Koa' }).and(page.locator('[data-state=streaming]')).waitFor()

    // A short one is answered while all five of them run.
    await resume.getByRole('button', { name: 'Drop the connection' }).click()
    await resume.getByText('The server has reset 1 connection.').waitFor({ timeout: 2_500 })
    expect(await stall.getByRole('button', { name: 'Stall' }).isDisabled()).toBe(true)

    // Where one has ended, there is room for another.
    await resume.getByRole('button', { name: 'Leave' }).click()
    await chat.getByRole('button', { name: 'Ask' }).click()
    await expect.poll(() => chat.locator('.note').textContent()).toMatch(/^\d+ tokens/)
  })

  it('says in a second tab that the first may have taken them, and goes on when that is closed', async () => {
    const visited = await visit()
    const { page: first } = visited
    const resume = cardOf(first, 'Lose the connection')
    await stopLanes(first)
    await choose(resume, 'Express')
    await resume.getByRole('button', { name: 'Follow' }).click()
    await expect.poll(() => resume.locator('dd').first().textContent()).toBe('open')

    const [second, third] = [await open(visited), await open(visited)]
    const verdict = second.locator('.verdict')
    const log = cardOf(second, 'Its log').getByRole('status')
    for (const place of [verdict, log]) {
      await expect
        .poll(() => place.textContent(), { timeout: 6_000 })
        .toMatch(/Express: no answer yet\. .+ another tab may have taken them\./)
    }
    await second.getByRole('article', { name: 'Express' }).getByText('no answer yet').waitFor()
    // The others run all the same.
    await second
      .getByRole('article', { name: 'Hono' })
      .and(second.locator('[data-state=streaming]'))
      .waitFor()
    await expect
      .poll(() => third.locator('#watch > .note').textContent(), { timeout: 6_000 })
      .toMatch(/^Express: no answer yet\./)
    await third.close()

    await first.close()
    await second
      .getByRole('article', { name: 'Express' })
      .and(second.locator('[data-state=streaming]'))
      .waitFor()
    expect(await verdict.textContent()).not.toContain('no answer')
    await expect.poll(() => log.textContent()).toBe('')
  })
})
