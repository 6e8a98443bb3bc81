import { exampleChatRequest } from './chat/chat-request.ts'

/** A request worth making to a demo. */
export interface Example {
  /** What it is, in a list: its route, and what else tells it from others. */
  readonly label: string
  /** Path and query. */
  readonly target: string
  /** What `curl` is told besides the URL, where a click is not enough. */
  readonly options?: string
}

/** One request or two for each operation, in their order, after the documentation. */
export const examples: readonly Example[] = [
  { label: '/docs', target: '/docs' },
  { label: '/openapi.json', target: '/openapi.json' },
  { label: '/hello', target: '/hello' },
  { label: '/countdown', target: '/countdown/5' },
  {
    label: '/countdown, as JSON Lines',
    target: '/countdown/5',
    options: "-H 'accept: application/jsonl'",
  },
  { label: '/ticks', target: '/ticks' },
  { label: '/system', target: '/system' },
  { label: '/activity', target: '/activity' },
  { label: '/log', target: '/log' },
  { label: '/export', target: '/export?rows=100000' },
  {
    label: 'POST /v1/chat/completions',
    target: '/v1/chat/completions',
    options: `-H 'content-type: application/json' -d '${JSON.stringify(exampleChatRequest)}'`,
  },
  { label: 'POST /echo', target: '/echo', options: "--data-binary 'Is there an echo?'" },
  { label: '/bytes', target: '/bytes?size=1000000' },
  { label: '/file', target: '/file?name=sluice.txt' },
  { label: '/fail', target: '/fail' },
  { label: '/fail?after=1000', target: '/fail?after=1000' },
]

/** Whether a URL says all of an example, so that it can be clicked. */
export function isClickable({ options }: Example): boolean {
  return options === undefined
}

/** The shell command for an example; `url` is the demo's origin. */
export function curlCommand(url: string, { target, options }: Example): string {
  return ['curl -N', ...(options === undefined ? [] : [options]), url + target].join(' ')
}
