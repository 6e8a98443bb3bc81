/** A request worth making to a demo. */
export interface Example {
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly target: string
  /** What `curl` is told besides the URL, where a click is not enough. */
  readonly options?: string
}

/** One request or two for each operation, the documentation and the conformance routes included. */
export const examples: readonly Example[] = [
  { method: 'GET', target: '/docs' },
  { method: 'GET', target: '/openapi.json' },
  { method: 'GET', target: '/hello' },
  { method: 'GET', target: '/countdown/5' },
  { method: 'GET', target: '/system' },
  { method: 'GET', target: '/log' },
  { method: 'GET', target: '/export?rows=100000' },
  { method: 'GET', target: '/bytes?size=1000000' },
  { method: 'GET', target: '/file?name=sluice.txt' },
  { method: 'GET', target: '/fail' },
  { method: 'GET', target: '/fail?after=1000' },
  { method: 'GET', target: '/conformance/info' },
  { method: 'GET', target: '/countdown/5', options: "-H 'accept: application/jsonl'" },
  { method: 'POST', target: '/echo', options: "--data-binary 'Is there an echo?'" },
  {
    method: 'POST',
    target: '/v1/chat/completions',
    options: `-H 'content-type: application/json' -d '${JSON.stringify({
      model: 'demo',
      stream: true,
      messages: [{ role: 'user', content: 'What is backpressure?' }],
    })}'`,
  },
]

/** Whether a URL says all of an example, so that it can be clicked. */
export function isClickable({ options }: Example): boolean {
  return options === undefined
}

/** The shell command for an example; `url` is the demo's origin. */
export function curlCommand(url: string, { target, options }: Example): string {
  return ['curl -N', ...(options === undefined ? [] : [options]), url + target].join(' ')
}
