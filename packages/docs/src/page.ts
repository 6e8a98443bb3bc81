import { stream, type StreamHandler } from '@sluice/core'
import { etagOf, notModified } from './etag.ts'

/** What differs from one page to the next; URLs are relative to the page. */
interface PageContent {
  readonly title: string
  readonly document: string
  readonly assets: string
}

/**
 * Only what this origin serves is loaded, nothing in the page itself is run or styled, and nothing is evaluated.
 * `data:` images are the icons in Swagger UI's style sheet.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Serves the page itself. */
export function pageHandler(content: PageContent): StreamHandler {
  const page = new TextEncoder().encode(html(content))
  const headers = {
    'cache-control': 'no-cache',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    etag: etagOf(page),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
  return (ctx) => {
    if (notModified(ctx, headers.etag)) return stream(() => {}, { status: 304, headers, settled: true })
    return stream(({ writer }) => writer.write(page), {
      settled: true,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-length': page.length },
    })
  }
}

function html({ title, document, assets }: PageContent): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escape(title)}</title>
    <link rel="icon" href="${assets}/favicon-32x32.png">
    <link rel="stylesheet" href="${assets}/swagger-ui.css">
    <script src="${assets}/swagger-ui-bundle.js" defer></script>
    <script src="${assets}/main.js" type="module"></script>
  </head>
  <body>
    <div id="reference" data-document="${escape(document)}"></div>
    <noscript>This reference needs JavaScript. What it shows is in <a href="${escape(document)}">the OpenAPI document</a>.</noscript>
  </body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
