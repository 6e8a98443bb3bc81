import { launchFirefox } from 'browser'
import { afterAll, describe, expect, it } from 'vitest'
import { launchDemos } from './launched-demos.ts'

const browser = await launchFirefox()
const demos = browser === undefined ? undefined : await launchDemos()
afterAll(async () => {
  await browser?.close()
  await demos?.stop()
})
if (browser === undefined) console.error('No Firefox is installed: the page is tested in Chromium only.')

describe.skipIf(browser === undefined)('in Firefox, where it is installed', { timeout: 60_000 }, () => {
  it('shows the same streams, and goes on where a connection was lost', async () => {
    const page = await browser!.newPage()
    const wrongs: string[] = []
    page.on('pageerror', (error) => wrongs.push(String(error)))
    await page.goto(demos!.url)
    const textOf = (selector: string): Promise<string> =>
      page.$eval(selector, (element) => element.textContent ?? '')
    await expect.poll(() => textOf('.verdict strong'), { timeout: 20_000 }).toBe('Identical')

    // What a click does: how visitors click is tested in Chromium.
    const press = (name: string): Promise<void> =>
      page.$$eval(
        '[aria-labelledby=resume-title] button',
        (buttons, text) => buttons.find((button) => button.textContent === text)?.click(),
        name,
      )
    const counts = (): Promise<Record<string, string>> =>
      page.$$eval('[aria-labelledby=resume-title] .counts > div', (pairs) =>
        Object.fromEntries(
          pairs.map((pair) => [pair.querySelector('dt')?.textContent, pair.querySelector('dd')?.textContent]),
        ),
      )
    const ticks = async (): Promise<number> => Number((await counts())['Ticks'])
    await press('Follow')
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(5)
    await press('Drop the connection')
    await expect.poll(async () => (await counts())['Connections'], { timeout: 15_000 }).toBe('2')
    const before = await ticks()
    await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(before + 5)
    expect(await counts()).toMatchObject({ State: 'open', Lost: '0', Repeated: '0' })
    expect(wrongs).toEqual([])
    await page.close()
  })
})
