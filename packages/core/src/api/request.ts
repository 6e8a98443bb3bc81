import { runRequest } from '../fetch/run-request.ts'
import type { RouteTable } from '../routing/route-table.ts'
import type { ApiRoute } from './api.ts'

/** Where requests in memory go; nothing is ever looked up or connected. */
const ORIGIN = 'http://localhost'

/** Finds the route of a request and runs it in memory. */
export async function requestInMemory(
  table: RouteTable<ApiRoute>,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), streamable(init))
  const response = await run(table, request)
  // Nobody has answered then: the caller has left.
  if (request.signal.aborted) throw request.signal.reason
  return response
}

async function run(table: RouteTable<ApiRoute>, request: Request): Promise<Response> {
  const match = table.find(request.method, new URL(request.url).pathname)
  if (match.route === undefined) return refuse(request, match.error)
  const { handler, options } = match.route
  // There is no framework here to leave errors to.
  const { errors: _framework, ...own } = options
  let params: Readonly<Record<string, string>>
  try {
    params = match.params()
  } catch (error) {
    return refuse(request, error)
  }
  return runRequest(request, handler, params, own)
}

function refuse(request: Request, error: unknown): Promise<Response> {
  return runRequest(request, () => {
    throw error
  })
}

/** A body that streams needs to be told so (https://fetch.spec.whatwg.org/#requestinit). */
function streamable(init: RequestInit): RequestInit {
  const half: object = init.body instanceof ReadableStream ? { duplex: 'half' } : {}
  return { ...init, ...half }
}
