import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readPage } from '../src/page/page-files.ts'

/** A folder with these files in it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'demo-page-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = join(root, 'page')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.html'), 'nobody may read this')
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test('the files of a page are known by their paths, the page itself by /', () => {
  const folder = folderOf({ 'index.html': '<p>', 'assets/a.js': 'a', 'assets/b.css': 'b', 'icon.svg': 'i' })
  symlinkSync('../secret.html', join(folder, 'link.html'))
  for (const given of [folder, `${folder}/`]) {
    const files = readPage(given)
    expect(Array.from(files, ([path, { contentType }]) => [path, contentType]).toSorted()).toEqual([
      ['/', 'text/html; charset=utf-8'],
      ['/assets/a.js', 'text/javascript; charset=utf-8'],
      ['/assets/b.css', 'text/css; charset=utf-8'],
      ['/icon.svg', 'image/svg+xml'],
    ])
    expect(Buffer.from(files.get('/assets/a.js')?.bytes ?? []).toString()).toBe('a')
  }
})

test('an etag is that of the bytes', () => {
  const etagsOf = (content: string): (string | undefined)[] => {
    const files = readPage(folderOf({ 'index.html': content, 'icon.svg': 'same' }))
    return [files.get('/')?.etag, files.get('/icon.svg')?.etag]
  }
  const [[one, same], [other, still]] = [etagsOf('one'), etagsOf('other')]
  expect(one).toMatch(/^"[\w-]{27}"$/)
  expect(other).not.toBe(one)
  expect(still).toBe(same)
})

test.each([
  ['is no folder', '/nowhere/at/all'],
  ['has no page', folderOfNothing],
])('what %s is said to be unbuilt', (_what, folder) => {
  expect(() => readPage(typeof folder === 'string' ? folder : folder())).toThrow(
    /^There is no page in .*: build it \(pnpm build\)\.$/,
  )
})

test('a file whose type nobody knows is not guessed', () => {
  expect(() => readPage(folderOf({ 'index.html': '', 'assets/a.wasm': '' }))).toThrow(
    'The page has a file of a type that is not known: a.wasm.',
  )
})

function folderOfNothing(): string {
  return folderOf({})
}
