import { HttpError } from '@sluice/core'
import { z } from 'zod'

/** Bytes of a refusal that are read. */
const MAX_REFUSAL = 64 * 1024

/** Characters of its message that are passed on. */
const MAX_MESSAGE = 500

/** Refusals that are about the request, and not about this server: the client can do something about them. */
const TITLES: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [404, 'Not Found'],
  [413, 'Content Too Large'],
  [422, 'Unprocessable Content'],
  [429, 'Too Many Requests'],
])

/** What upstream servers say of a refusal. */
const refusal = z.object({ error: z.object({ message: z.string() }) })

/** The problem of an upstream that fails: 502, and nothing of what it said. */
export function upstreamFailure(detail: string, cause?: unknown): HttpError {
  return new HttpError(502, 'Bad Gateway', { detail, cause })
}

/**
 * The problem of an upstream that refuses. If that is about the request, its status and message are passed on, without
 * anything that could be a key; if it is about this server, its key for example, it is a 502 that says no more.
 */
export async function refusalOf(response: Response, apiKey: string | undefined): Promise<HttpError> {
  const title = TITLES.get(response.status)
  if (title === undefined) {
    await response.body?.cancel()
    return upstreamFailure(`The upstream model failed with status ${response.status}.`)
  }
  const message = response.body === null ? undefined : messageIn(await readStart(response.body))
  const retryAfter = response.headers.get('retry-after')
  return new HttpError(response.status, title, {
    detail: `The upstream model refused the request${message === undefined ? '.' : `: ${redact(message, apiKey)}`}`,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  })
}

async function readStart(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  // What cannot be read any more is no message; the status says enough.
  try {
    for await (const bytes of body) {
      text += decoder.decode(bytes, { stream: true })
      if (text.length > MAX_REFUSAL) break
    }
  } catch {
    return ''
  }
  return text
}

function messageIn(text: string): string | undefined {
  try {
    return refusal.parse(JSON.parse(text)).error.message
  } catch {
    return undefined
  }
}

/** A message without our key, and without what has the form of anybody's. */
function redact(message: string, apiKey: string | undefined): string {
  const known = apiKey === undefined || apiKey === '' ? message : message.replaceAll(apiKey, '…')
  return known.replaceAll(/\b(?:sk|key|token)-[\w*.-]+|\bBearer\s+\S+/gi, '…').slice(0, MAX_MESSAGE)
}
