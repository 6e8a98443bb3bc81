import { type DocsRenderer, stream, type StreamHandler } from '@sluice/core'

/**
 * A docs page that is found at the root of its api too: `/` leads to it. So whoever opens the URL of a demo sees what
 * there is, and the document says nothing of it, for it is no operation.
 *
 * @param page whose first route is the page itself
 */
export function docsWithEntry(page: DocsRenderer): DocsRenderer {
  const target = page.routes[0]?.path ?? '/'
  return { routes: [{ path: '/', summary: 'To the API reference', handler: toPage(target) }, ...page.routes] }
}

/** Relative, so that it holds below any prefix, with a slash after that and without. */
function toPage(page: string): StreamHandler {
  return ({ target }) => {
    const [path = ''] = target.split('?', 1)
    const folder = path.slice(path.lastIndexOf('/') + 1)
    const location = `.${folder === '' ? '' : `/${folder}`}${page}`
    return stream(() => {}, { status: 302, headers: { location }, settled: true })
  }
}
