import { stream, type StreamHandler } from '@sluice/core'

/**
 * Most routers answer `/docs/` with what they have for `/docs`. There, the page's relative URLs would lead
 * elsewhere: the browser is sent to the page itself.
 *
 * @param name the last segment of the page's path
 */
export function redirectToPage(name: string, page: StreamHandler): StreamHandler {
  return (ctx) => {
    const [path = ''] = ctx.target.split('?', 1)
    if (!path.endsWith('/')) return page(ctx)
    return stream(() => {}, { status: 308, headers: { location: `../${name}` }, settled: true })
  }
}
