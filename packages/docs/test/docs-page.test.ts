import { connect } from 'node:net'
import { once } from 'node:events'
import { InvalidArgumentError } from '@sluice/core'
import { docsPage } from '@sluice/docs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveWithExpress, serveWithNode } from './servers.ts'

const OUTSIDE = /\b(?:href|src)="(?:[a-z]+:|\/\/)|@import|url\(\s*["']?(?:https?:)?\/\//i

const ROUTES = docsPage().routes.map(({ path }) => path)
const ASSET_ROUTES = ROUTES.filter((path) => path.startsWith('/docs/assets/'))

let served: Served
beforeAll(async () => {
  served = await serveWithNode(docsPage({ title: '</title><script>alert("1 & 2")</script>' }))
})
afterAll(async () => served[Symbol.asyncDispose]())

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(served.base + path, { headers, redirect: 'manual' })

describe('the page', () => {
  it('is HTML under a policy that allows nothing in the page and nothing from elsewhere', async () => {
    const response = await get('/docs')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toMatch(/https?:|\*/)
    const page = await response.text()
    expect(page).not.toMatch(OUTSIDE)
    expect(page).not.toMatch(/<style|\bstyle=|\bon[a-z]+=|<script>/)
  })

  it('escapes its title', async () => {
    expect(await (await get('/docs')).text()).toContain(
      '<title>&#60;/title&#62;&#60;script&#62;alert(&#34;1 &#38; 2&#34;)&#60;/script&#62;</title>',
    )
  })

  it('loads only what is routed, by relative URLs', async () => {
    const page = await (await get('/docs')).text()
    const loaded = [...page.matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]+)"/g)].map(
      (match) => match[1],
    )
    expect(loaded.length).toBeGreaterThan(3)
    for (const url of loaded) expect(ROUTES).toContain(`/${url}`)
  })

  it('sends a browser that asks for the folder to the page', async () => {
    const response = await get('/docs/?a=b')
    expect(response.status).toBe(308)
    expect(new URL(response.headers.get('location') ?? '', `${served.base}/docs/`).pathname).toBe('/docs')
  })
})

describe('files', () => {
  it.each(ROUTES)('%s is kept by the browser and asked for again', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{22}"$/)
    expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')))

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(path, { 'if-none-match': known })
      expect(again.status, known).toBe(304)
      expect(again.headers.get('etag')).toBe(etag)
    }
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it.each(ROUTES)('%s has the same head for HEAD', async (path) => {
    const head = await fetch(served.base + path, { method: 'HEAD' })
    const full = await get(path)
    await full.arrayBuffer()
    for (const name of [
      'content-type',
      'content-length',
      'etag',
      'cache-control',
      'x-content-type-options',
    ]) {
      expect(head.headers.get(name), name).toBe(full.headers.get(name))
    }
    expect(await head.text()).toBe('')
  })

  it('are scripts, style sheets and images that say so', async () => {
    for (const path of ASSET_ROUTES) {
      const { headers, body } = await get(path)
      await body?.cancel()
      const type = { js: 'text/javascript', css: 'text/css', png: 'image/png' }[path.split('.').at(-1) ?? '']
      expect(headers.get('content-type')?.split(';')[0], path).toBe(type)
    }
  })

  it('are the whole graph of the scripts that import each other', async () => {
    for (const path of ASSET_ROUTES.filter((each) => !each.includes('swagger') && each.endsWith('.js'))) {
      const script = await (await get(path)).text()
      for (const [, name] of script.matchAll(/from '\.\/([^']+)'/g))
        expect(ROUTES).toContain(`/docs/assets/${name}`)
    }
  })

  it.each([
    '/docs/assets/',
    '/docs/assets/package.json',
    '/docs/assets/../package.json',
    '/docs/assets/%2e%2e/package.json',
    '/docs/assets/..%2f..%2fpackage.json',
    '/docs/assets/swagger-ui-bundle.js.map',
  ])('are no others: %s', async (target) => {
    // As written: fetch would take the dots out.
    const { hostname, port } = new URL(served.base)
    const socket = connect(Number(port), hostname)
    socket.end(`GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /)
    socket.destroy()
  })
})

describe('behind helmet', () => {
  it('has its own policy, and no other', async () => {
    await using behind = await serveWithExpress()
    const { headers } = await fetch(`${behind.base}/docs`)
    const { headers: alone } = await get('/docs')
    expect(headers.get('content-security-policy')).toBe(alone.get('content-security-policy'))
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('options', () => {
  it('put the page and its files elsewhere', () => {
    const { routes } = docsPage({ path: '/internal/reference' })
    expect(routes[0]?.path).toBe('/internal/reference')
    expect(routes.slice(1).every(({ path }) => path.startsWith('/internal/reference/assets/'))).toBe(true)
  })

  it.each(['', '/', 'docs', '/docs/', '/{docs}', '/:docs', '/do cs', '/../docs', '/*'])(
    'refuse the path %j, which is not literal',
    (path) => {
      expect(() => docsPage({ path })).toThrow(InvalidArgumentError)
    },
  )

  it.each(['', 'https://example.com/openapi.json', '//example.com/openapi.json', 'javascript:alert(1)'])(
    'refuse the document %j, which the page could not load',
    (document) => {
      expect(() => docsPage({ document })).toThrow(InvalidArgumentError)
    },
  )

  it('take a document that is not beside the page', async () => {
    await using elsewhere = await serveWithNode(docsPage({ document: '../openapi-3.1.json' }))
    expect(await (await fetch(`${elsewhere.base}/docs`)).text()).toContain(
      'data-document="../openapi-3.1.json"',
    )
  })
})
