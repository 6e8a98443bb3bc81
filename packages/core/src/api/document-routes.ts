import type { ServeOptions } from '../exchange/serve-options.ts'
import type { OpenApiDocument } from '../openapi/document-types.ts'
import { toOpenApi31 } from '../openapi/downgrade.ts'
import { toYaml } from '../openapi/yaml.ts'
import { stream, type StreamHandler } from '../response/stream.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import type { ApiRoute } from './api.ts'
import type { DocsRenderer } from './docs-renderer.ts'

/** The routes of an api's documentation. */
export function documentRoutes(
  document: OpenApiDocument,
  docs: DocsRenderer | undefined,
  options: ServeOptions,
): ApiRoute[] {
  const toRoute = (path: string, handler: StreamHandler): ApiRoute => ({
    method: 'GET',
    path: parsePathTemplate(path),
    handler,
    options: { ...options, name: path },
  })
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
  return [
    toRoute(
      '/openapi.json',
      file('application/json', () => json(document)),
    ),
    // RFC 9512.
    toRoute(
      '/openapi.yaml',
      file('application/yaml', () => toYaml(document)),
    ),
    toRoute(
      '/openapi-3.1.json',
      file('application/json', () => json(toOpenApi31(document))),
    ),
    ...(docs?.routes ?? []).map(({ path, handler }) => toRoute(path, handler)),
  ]
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
