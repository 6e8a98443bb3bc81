import type { ServeOptions } from '../exchange/serve-options.ts'
import type { OpenApiDocument } from '../openapi/document-types.ts'
import { toOpenApi31 } from '../openapi/downgrade.ts'
import { toYaml } from '../openapi/yaml.ts'
import { stream, type StreamHandler } from '../response/stream.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import type { ApiRoute } from './api.ts'
import type { DocsRenderer } from './docs-renderer.ts'

/** The routes of an api's OpenAPI documents. */
export function documentRoutes(document: OpenApiDocument, options: ServeOptions): ApiRoute[] {
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
  const handlers = {
    '/openapi.json': file('application/json', () => json(document)),
    // RFC 9512.
    '/openapi.yaml': file('application/yaml', () => toYaml(document)),
    '/openapi-3.1.json': file('application/json', () => json(toOpenApi31(document))),
  }
  return Object.entries(handlers).map(([path, handler]) => toRoute(path, handler, options))
}

/** The routes on which a docs renderer shows them. */
export function docsRoutes({ routes }: DocsRenderer, options: ServeOptions): ApiRoute[] {
  return routes.map(({ path, handler }) => toRoute(path, handler, options))
}

function toRoute(path: string, handler: StreamHandler, options: ServeOptions): ApiRoute {
  return { method: 'GET', path: parsePathTemplate(path), handler, options: { ...options, name: path } }
}

/** Text that never changes, made when it is first asked for. */
function file(contentType: string, write: () => string): StreamHandler {
  let bytes: Uint8Array | undefined
  return (ctx) => {
    bytes ??= new TextEncoder().encode(write())
    const whole = bytes
    const headers = {
      'content-type': contentType,
      'content-length': whole.length,
      'cache-control': 'no-cache',
    }
    return stream(({ writer }) => writer.write(whole), { headers, settled: ctx.method === 'HEAD' })
  }
}
