import { takeConnection } from './connection-limit.ts'
import type { Message } from './message.ts'
import { messageParser } from './message-parser.ts'
import { patientFetch } from './patient-fetch.ts'

/** Who is told what arrives. Times are milliseconds since the request. */
export interface StreamListener {
  /** There is still no answer. */
  onWaiting?(): void
  onHead?(status: number, at: number): void
  onBytes?(count: number, at: number): void
  onMessages?(messages: readonly Message[], at: number): void
}

/**
 * Asks for a stream and reads it to its end.
 * @throws {TooManyStreamsError} when the browser has no connection left for it
 * @throws {TypeError} when the server cannot be reached, or the stream is cut off
 * @throws {DOMException} when `signal` has aborted
 */
export async function readStream(url: string, init: RequestInit, listener: StreamListener): Promise<void> {
  const free = takeConnection(url)
  const start = performance.now()
  try {
    const response = await patientFetch(url, init, () => listener.onWaiting?.())
    listener.onHead?.(response.status, performance.now() - start)
    const { body } = response
    if (body === null) return
    const parser = messageParser(response.headers.get('content-type') ?? '')
    const decoder = new TextDecoder()
    const reader = body.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const at = performance.now() - start
      listener.onBytes?.(read.value.length, at)
      const messages = parser.push(decoder.decode(read.value, { stream: true }))
      if (messages.length > 0) listener.onMessages?.(messages, at)
    }
    const messages = parser.end()
    if (messages.length > 0) listener.onMessages?.(messages, performance.now() - start)
  } finally {
    free()
  }
}

/** What went wrong with a stream, for people. Browsers say no more of a connection than that it failed. */
export function describeFailure(error: unknown): string {
  if (error instanceof TypeError) return 'cut off: the connection ended before the stream did'
  return error instanceof Error ? error.message : String(error)
}
