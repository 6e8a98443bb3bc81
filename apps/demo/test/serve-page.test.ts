import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type PageDemo, type ServedPage, servePage } from '../src/page/serve-page.ts'
import { rawRequest } from './raw-request.ts'

/** A demo that nobody restarts. */
function demoAt(name: string, url: string): PageDemo {
  return { name, url, restart: () => Promise.reject(new Error('Nobody was to restart it.')) }
}

const DEMOS = [demoAt('Express', 'http://127.0.0.1:4001'), demoAt('Koa', 'http://127.0.0.1:4002')]

/** A page until the test is over. */
async function open(demos: readonly PageDemo[] | undefined = DEMOS): Promise<ServedPage> {
  const page = await servePage(0)
  onTestFinished(() => page.close())
  page.show(demos)
  return page
}

describe('the page', () => {
  test('is there, and loads nothing but its own files', async () => {
    const { url } = await open()
    const answer = await fetch(url)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = await answer.text()
    const files = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, file = '']) => file)
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      const asset = await fetch(new URL(file, `${url}/`))
      expect(new URL(asset.url).origin).toBe(url)
      expect(asset.status, file).toBe(200)
      expect(asset.headers.get('content-type'), file).toMatch(/^(?:text\/(?:javascript|css)|image\/svg)/)
      expect((await asset.arrayBuffer()).byteLength, file).toBe(Number(asset.headers.get('content-length')))
    }
  })

  test('says what it may do', async () => {
    const { url } = await open()
    const { headers } = await fetch(url)
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self' http://127.0.0.1:4001 http://127.0.0.1:4002",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  test('is not sent to who has it', async () => {
    const { url } = await open()
    const { etag = '' } = (await rawRequest(url, '/')).headers
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} `]) {
      const { status, headers, body } = await rawRequest(url, '/', { headers: { 'if-none-match': known } })
      expect([status, headers.etag, body], known).toEqual([304, etag, ''])
      expect(headers['content-security-policy']).toContain("default-src 'none'")
    }
    for (const unknown of ['"other"', etag.slice(0, -1), '']) {
      const { status } = await rawRequest(url, '/', { headers: { 'if-none-match': unknown } })
      expect(status, unknown).toBe(200)
    }
  })

  test('has a head of its own', async () => {
    const { url } = await open()
    const get = await rawRequest(url, '/')
    const head = await rawRequest(url, '/', { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
    for (const name of ['content-length', 'content-type', 'etag', 'content-security-policy']) {
      expect(head.headers[name], name).toBe(get.headers[name])
    }
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    const { url } = await open()
    const { status, headers } = await rawRequest(url, '/', { method })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  test.each([
    '/nothing',
    '/index.html',
    '/assets',
    '/assets/',
    '/../page-files.js',
    '/assets/../../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5cpackage.json',
    '/etc/passwd',
    '//etc/passwd',
    '/%00',
    '/constructor',
  ])('has no %s', async (target) => {
    const { url } = await open()
    const { status, headers, body } = await rawRequest(url, target)
    expect(status).toBe(404)
    expect(headers['content-type']).toBe('application/problem+json')
    expect(body).not.toContain('"private"')
  })

  test('is not there before its demos are', async () => {
    const page = await servePage(0)
    onTestFinished(() => page.close())
    const early = await rawRequest(page.url, '/')
    expect([early.status, early.headers['retry-after'], early.headers.refresh]).toEqual([503, '1', '1'])
    expect((await rawRequest(page.url, '/demos')).status).toBe(503)
    page.show(DEMOS)
    expect((await rawRequest(page.url, '/')).status).toBe(200)
  })
})

describe('GET /demos', () => {
  test('says where the demos are', async () => {
    const { url } = await open()
    const answer = await fetch(`${url}/demos`)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(await answer.json()).toEqual([
      { name: 'Express', url: 'http://127.0.0.1:4001' },
      { name: 'Koa', url: 'http://127.0.0.1:4002' },
    ])
  })

  test.each(['localhost', '127.0.0.1', '[::1]'])('is for who calls this machine %s', async (name) => {
    const { url } = await open()
    const host = `${name}:${new URL(url).port}`
    expect((await rawRequest(url, '/demos', { headers: { host } })).status).toBe(200)
    const headers = { host, origin: `http://${host}` }
    expect((await rawRequest(url, '/demos', { headers })).status).toBe(200)
  })

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost.',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    '[::2]',
    'evil.example:80:3000',
  ])('is not for who calls it %s', async (host) => {
    const { url } = await open()
    const { status, body } = await rawRequest(url, '/demos', { headers: { host } })
    // What cannot be a host is told so before anyone looks at it.
    expect([400, 403]).toContain(status)
    expect(body).not.toContain('4001')
  })

  test.each([
    'null',
    '',
    'http://evil.example',
    'http://localhost',
    'http://localhost:1',
    'http://127.0.0.1:4001',
    'https://HOST',
    'http://HOST.evil.example',
    'http://HOST/',
  ])('is not for a page of the origin "%s"', async (origin) => {
    const { url } = await open()
    const headers = { origin: origin.replace('HOST', new URL(url).host) }
    for (const [target, method] of [
      ['/demos', 'GET'],
      ['/demos/koa/restart', 'POST'],
    ] as const) {
      const { status, body } = await rawRequest(url, target, { method, headers })
      expect(status).toBe(403)
      expect(body).not.toContain('4001')
    }
  })
})

describe('the port of the page', () => {
  test('is taken at both addresses of this machine', async () => {
    const { url } = await open()
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    const { port } = new URL(url)
    for (const address of ['127.0.0.1', ...(await ipv6())]) {
      const answer = await rawRequest(`http://${address}:${port}`, '/', {
        headers: { host: `localhost:${port}` },
      })
      expect(answer.status, address).toBe(200)
    }
  })

  test('is refused in one line when somebody has it, at either of them', async () => {
    for (const address of ['127.0.0.1', ...(await ipv6())]) {
      const somebody = createServer().listen(0, address.replace(/[[\]]/g, ''))
      onTestFinished(() => void somebody.close())
      await once(somebody, 'listening')
      const { port } = somebody.address() as AddressInfo
      await expect(servePage(port), address).rejects.toThrow(
        new RegExp(
          `^Port ${port} is busy: stop the program that listens there, or choose another port, for example PORT=\\d+\\.$`,
        ),
      )
      // Nothing of it is left at the other one.
      const other = createServer().listen(port, address === '127.0.0.1' ? '::1' : '127.0.0.1')
      onTestFinished(() => void other.close())
      await once(other, 'listening').catch((error: unknown) => {
        expect(error).not.toMatchObject({ code: 'EADDRINUSE' })
      })
    }
  })

  test('is free again once the page is closed, whoever holds a connection to it', async () => {
    const page = await servePage(0)
    page.show(DEMOS)
    const port = Number(new URL(page.url).port)
    const addresses = ['127.0.0.1', ...(await ipv6())]
    await Promise.all(addresses.map((address) => fetch(`http://${address}:${port}/`)))
    await page.close()
    const next = await servePage(port)
    await next.close()
  })
})

/** The IPv6 address of this machine as a URL has it, if it has one. */
async function ipv6(): Promise<string[]> {
  const server = createServer().listen(0, '::1')
  const has = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (has) await once(server.close(), 'close')
  else console.log('There is no IPv6 here: only half of this is tested.')
  return has ? ['[::1]'] : []
}
