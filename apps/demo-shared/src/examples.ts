/** A request worth making to a demo. */
export interface Example {
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly target: string
}

/** One request for each route, the conformance routes included, for people to click. */
export const examples: readonly Example[] = [
  { method: 'GET', target: '/hello' },
  { method: 'GET', target: '/bytes?size=1000000' },
  { method: 'POST', target: '/echo' },
  { method: 'GET', target: '/file?name=sluice.txt' },
  { method: 'GET', target: '/system' },
  { method: 'GET', target: '/fail' },
  { method: 'GET', target: '/fail?after=1000' },
  { method: 'GET', target: '/conformance/info' },
]

/** The shell command for an example whose method a click cannot use. */
export function curlCommand(url: string): string {
  return `curl -N --data-binary 'Is there an echo?' ${url}`
}
