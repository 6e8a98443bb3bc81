/** A server that speaks the same protocol, and who we are to it. */
export interface Upstream {
  /** Such as `https://api.openai.com/v1`. */
  readonly baseUrl: string
  /** Sent to the upstream, and told to nobody else. */
  readonly apiKey: string | undefined
}

/** The upstream of `OPENAI_BASE_URL` and `OPENAI_API_KEY`; `undefined` where the first is not set. */
export function upstreamFrom(environment: Readonly<NodeJS.ProcessEnv>): Upstream | undefined {
  const baseUrl = environment['OPENAI_BASE_URL'] ?? ''
  const apiKey = environment['OPENAI_API_KEY'] ?? ''
  return baseUrl === '' ? undefined : { baseUrl, apiKey: apiKey === '' ? undefined : apiKey }
}
