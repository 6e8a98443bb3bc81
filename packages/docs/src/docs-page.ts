import { type DocsRenderer, InvalidArgumentError } from '@sluice/core'
import { ASSETS, assetHandler } from './assets.ts'
import { pageHandler } from './page.ts'
import { redirectToPage } from './redirect.ts'

/** Where the page is and what it shows. */
export interface DocsPageOptions {
  /** Where the page is, below the mount prefix; `/docs` by default. Its files are below it, in `assets/`. */
  readonly path?: string
  /** The title of the browser's tab; `API reference` by default. The heading is the api's own title. */
  readonly title?: string
  /**
   * The OpenAPI document, as a URL relative to the page: `openapi.json` by default, which for `/docs` is
   * `/openapi.json` beside it, whatever the mount prefix. On the page's own origin.
   */
  readonly document?: string
}

/** Literal segments of characters that every router takes for what they are. */
const PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.~-]*)+$/
const OTHER_ORIGIN = /^(?:[a-z][a-z\d+.-]*:|[/\\]{2})/i

/**
 * Makes the page with the reference of an api: Swagger UI from the installed package `swagger-ui-dist`,
 * which loads nothing from anywhere else.
 *
 * @example createApi({ title: 'Demo', version: '1.0.0', operations, docs: docsPage() })
 * @throws {InvalidArgumentError} when `path` is not a literal path, or `document` is on another origin
 */
export function docsPage(options: DocsPageOptions = {}): DocsRenderer {
  const { path = '/docs', title = 'API reference', document = 'openapi.json' } = options
  if (!PATH.test(path)) {
    throw new InvalidArgumentError(
      `The path of the docs page is one like '/docs' or '/api/docs', not ${JSON.stringify(path)}.`,
    )
  }
  if (document === '' || OTHER_ORIGIN.test(document)) {
    throw new InvalidArgumentError(
      `The document of the docs page is a URL relative to it, like 'openapi.json', not ${JSON.stringify(document)}.`,
    )
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  const page = pageHandler({ title, document, assets: `${name}/assets` })
  return {
    routes: [
      { path, summary: 'API reference', handler: redirectToPage(name, page) },
      ...ASSETS.map((asset) => ({
        path: `${path}/assets/${asset.name}`,
        summary: asset.summary,
        handler: assetHandler(asset),
      })),
    ],
  }
}
