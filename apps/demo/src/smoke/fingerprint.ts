import { createHash } from 'node:crypto'
import type { Answer } from './http-client.ts'

/** An answer in the form in which those of several routers are compared: equal if, and only if, the answers are. */
export interface Fingerprint {
  readonly status: number
  readonly headers: Answer['headers']
  readonly bytes: number
  readonly sha256: string
  readonly complete: boolean
}

/** Makes the fingerprint of an answer. */
export function fingerprint({ status, headers, body, complete }: Answer): Fingerprint {
  return {
    status,
    headers,
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    complete,
  }
}

/** An answer in a few words. */
export function summarize({ status, body, complete }: Answer): string {
  return `${status}, ${body.length.toLocaleString('en')} bytes${complete ? '' : ', cut off'}`
}
