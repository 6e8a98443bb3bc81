import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { ConformanceDocument } from '../src/repository/conformance-document.ts'
import { startLivePage } from './live-page.ts'

const live = await startLivePage()
afterAll(async () => live?.stop())

const docs = new URL('../../../docs/', import.meta.url)
const { clauses, runs } = JSON.parse(
  readFileSync(new URL('conformance.json', docs), 'utf8'),
) as ConformanceDocument
const contract = readFileSync(new URL('contract.md', docs), 'utf8')

/** What a clause promises, up to the end of its first sentence, without its Markdown. */
function promiseOf(id: string): string {
  const [, text = ''] = new RegExp(`^### ${id}\n\n(.+?\\.\\*\\* .+?\\.)\\s`, 'ms').exec(contract) ?? []
  return text.replaceAll(/[*`]/g, '').replaceAll('\n', ' ')
}

describe.skipIf(live === undefined)('the matrix', { timeout: 60_000 }, () => {
  const { visit } = live!

  it('has a cell for each adapter and clause that the suite has looked at', async () => {
    const { page } = await visit()
    const grid = page.getByRole('grid', { name: 'The matrix' })
    expect(await grid.getByRole('rowheader').count()).toBe(runs.length)
    expect(await grid.getByRole('columnheader').allTextContents()).toEqual([
      'Adapter',
      ...clauses.map(({ id }) => id),
    ])
    const marks = await grid.getByRole('button').allTextContents()
    const expected = runs.flatMap((run) => clauses.map(({ id }) => run.clauses[id]))
    expect(marks.map((mark) => ({ '✓': 'pass', '✗': 'fail', '–': 'skip' })[mark])).toEqual(expected)
  })

  it('opens what a clause promises, and how it was tested', async () => {
    const { page } = await visit()
    const [clause] = clauses.filter(({ id }) => id === 'P1')
    const [run] = runs.filter(({ adapter, protocol }) => adapter === 'koa' && protocol === 'h2')
    const cell = page.getByRole('button', { name: 'koa over h2, P1: kept' })
    await cell.click()
    const dialog = page.getByRole('dialog', { name: `P1: ${clause!.title}` })
    await dialog.waitFor()
    expect(promiseOf('P1')).toMatch(/^Holds\./)
    expect((await dialog.textContent())?.replaceAll('\n', ' ')).toContain(promiseOf('P1'))
    expect(await dialog.getByRole('listitem').filter({ hasText: 'passed:' }).allTextContents()).toEqual(
      clause!.cases.map(({ id, title }) => `passed: ${title} ${id}`),
    )
    expect(run!.clauses['P1']).toBe('pass')

    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('says why a case does not apply', async () => {
    const { page } = await visit()
    const run = runs.find(({ clauses: all }) => Object.values(all).includes('skip'))
    const clause = clauses.find(({ id }) => run?.clauses[id] === 'skip')
    const { adapter, protocol, skipped } = run!
    await page
      .getByRole('button', { name: `${adapter} over ${protocol}, ${clause!.id}: does not apply` })
      .click()
    const { reason } = skipped.find(({ id }) => id.startsWith(`${clause!.id}.`))!
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`skipped, because ${reason}:`).first().waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'hidden' })
  })

  it('is walked through by arrow keys, and opened by Enter', async () => {
    const { page } = await visit()
    const grid = page.getByRole('grid')
    const cells = grid.getByRole('button')
    const focused = async (): Promise<number> =>
      cells.evaluateAll((all) => all.indexOf(document.activeElement as HTMLButtonElement))
    await cells.nth(0).focus()
    for (const [key, at] of [
      ['ArrowRight', 1],
      ['ArrowDown', clauses.length + 1],
      ['ArrowLeft', clauses.length],
      ['ArrowLeft', clauses.length],
      ['End', 2 * clauses.length - 1],
      ['ArrowUp', clauses.length - 1],
      ['ArrowUp', clauses.length - 1],
      ['Home', 0],
    ] as const) {
      await page.keyboard.press(key)
      expect(await focused(), key).toBe(at)
    }
    // One of them is a stop of the tab key.
    expect(await grid.locator('button[tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await focused()).toBe(clauses.length)
  })
})
