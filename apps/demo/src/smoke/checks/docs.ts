import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { askForEach, begin, finish } from '../http-client.ts'

/** The page that documents the api, to which `/` leads: its own policy whatever the framework's middleware says, and all it loads. */
export const docsPageLoads: Check = {
  name: 'GET /docs: the page and its files',
  run: async ({ url }, signal) => {
    const entry = await begin(url, { target: '/' }, signal)
    const { location = '' } = entry.headers
    await finish(entry, signal)
    expectSame('Where / leads', [entry.statusCode, new URL(location, url).href], [302, `${url}/docs`])

    const answer = await begin(url, { target: '/docs' }, signal)
    const policy = String(answer.headers['content-security-policy'])
    const page = await finish(answer, signal)
    expectSame('The type', page.headers['content-type'], 'text/html; charset=utf-8')
    expectThat(policy.startsWith("default-src 'none'"), `The policy is ${policy}`)

    const html = page.body.toString()
    const files = [...html.matchAll(/<(?:link|script) [^>]*(?:href|src)="([^"]+)"/g)].map(
      ([, file]) => `/${file}`,
    )
    expectThat(files.length >= 3, `The page loads ${files.length} files.`)
    const loaded = await askForEach(url, files, signal)
    for (const [index, { status, body }] of loaded.entries()) {
      expectThat(status === 200 && body.length > 0, `${files[index]} does not load.`)
    }
    return {
      summary: `${page.status}, ${files.length} files`,
      seen: { location, policy, files, answers: [page, ...loaded].map(fingerprint) },
    }
  },
}
