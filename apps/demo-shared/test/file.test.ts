import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startDemoApi } from '../src/demo-api.ts'
import { file } from '../src/operations/file.ts'
import { openSocket, rawAnswer, serveOperation, type Served } from './serve-operation.ts'

const SECRET = 'nobody may read this'
const LARGE = 50 * 1024 * 1024

/** A folder with every kind of way out of it, and a server of its files. */
async function serveFolder(): Promise<Served & { readonly folder: string }> {
  const root = mkdtempSync(join(tmpdir(), 'demo-file-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = join(root, 'data')
  mkdirSync(join(folder, 'folder'), { recursive: true })
  writeFileSync(join(root, 'secret.txt'), SECRET)
  writeFileSync(join(folder, 'folder', 'inner.txt'), SECRET)
  writeFileSync(join(folder, 'good.txt'), 'good')
  writeFileSync(join(folder, 'grüße & more.txt'), 'Grüße')
  writeFileSync(join(folder, 'empty.txt'), '')
  writeFileSync(join(folder, 'large.txt'), '')
  truncateSync(join(folder, 'large.txt'), LARGE)
  symlinkSync(join(root, 'secret.txt'), join(folder, 'absolute-link.txt'))
  symlinkSync('../secret.txt', join(folder, 'relative-link.txt'))
  symlinkSync('..', join(folder, 'folder-link'))
  symlinkSync('nowhere', join(folder, 'broken-link'))
  const socket = createServer().listen(join(folder, 'socket'))
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return { folder, ...(await serveOperation(file(folder))) }
}

describe('GET /file', () => {
  test.each([
    ['good.txt', 'good'],
    ['gr%C3%BC%C3%9Fe%20%26%20more.txt', 'Grüße'],
    ['empty.txt', ''],
  ])('sends %s', async (name, content) => {
    const { url } = await serveFolder()
    const answer = await fetch(`${url}/file?name=${name}`)
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(content)))
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toBe(content)
  })

  test.each([
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '%2e%2e%2fsecret.txt',
    '%252e%252e%252fsecret.txt',
    '..%5csecret.txt',
    '..\\secret.txt',
    '%c0%ae%c0%ae/secret.txt',
    'folder/../../secret.txt',
    './good.txt',
    'folder/inner.txt',
    'folder',
    'good.txt/',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'file:///etc/passwd',
    'C:\\windows\\win.ini',
    'good.txt%00',
    '%00',
    '../secret.txt%00good.txt',
    'absolute-link.txt',
    'relative-link.txt',
    'folder-link/secret.txt',
    'broken-link',
    'socket',
    'GOOD.TXT',
    '.',
    '..',
    '',
  ])('has no file "%s"', async (name) => {
    const { port } = await serveFolder()
    const answer = await rawAnswer(port, `GET /file?name=${name}`)
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer).toContain('application/problem+json')
    expect(answer).not.toContain(SECRET)
  })

  test.each(['/file', '/file?name=good.txt&name=good.txt', '/file?Name=good.txt'])(
    'asks for one name, not %s',
    async (target) => {
      const { url } = await serveFolder()
      const answer = await fetch(url + target)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ errors: [{ location: 'query.name' }] })
    },
  )

  test('says of a file that is gone by the time it is opened that there is none', async () => {
    const { folder } = await serveFolder()
    const operation = file(folder)
    const { url } = await serveOperation({
      ...operation,
      middleware: [
        async (_ctx, next) => {
          const response = await next()
          rmSync(join(folder, 'good.txt'))
          return response
        },
      ],
    })
    expect((await fetch(`${url}/file?name=good.txt`)).status).toBe(404)
  })

  // Which files a process has open is only Linux's to tell.
  test.runIf(process.platform === 'linux').each(['GET', 'HEAD'])(
    'closes the file when %s ends or the client leaves',
    async (method) => {
      const { port, url, folder, streams, errors } = await serveFolder()
      await (await fetch(`${url}/file?name=large.txt`, { method })).arrayBuffer()
      await vi.waitFor(() => expect(openFiles(folder)).toEqual([]))

      const client = await openSocket(port)
      client.write(`${method} /file?name=large.txt HTTP/1.1\r\nhost: localhost\r\n\r\n`)
      await once(client, 'readable')
      if (method === 'GET') expect(openFiles(folder)).toHaveLength(1)
      client.resetAndDestroy()
      await vi.waitFor(() => expect(openFiles(folder)).toEqual([]))
      expect(streams.size).toBe(0)
      expect(errors).toEqual([])
    },
  )
})

test('the demo has files to serve, all of them text', async () => {
  const root = mkdtempSync(join(tmpdir(), 'demo-file-'))
  const { api, close } = startDemoApi(join(root, 'demo.log'), {})
  onTestFinished(async () => {
    await close()
    rmSync(root, { recursive: true })
  })
  const folder = fileURLToPath(new URL('../data', import.meta.url))
  const names = readdirSync(folder)
  expect(names.length).toBeGreaterThan(1)
  for (const name of names) {
    const answer = await api.request(`/file?name=${name}`)
    expect(await answer.text()).toBe(readFileSync(join(folder, name), 'utf8'))
  }
})

/** The files below a folder that this process has open. */
function openFiles(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(`${folder}/`) ? [path] : []
    } catch {
      // The one that lists the others is closed by now.
      return []
    }
  })
}
