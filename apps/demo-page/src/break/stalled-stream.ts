import { takeConnection } from '../streams/connection-limit.ts'

/** A stream that was asked for, and is read no further than its first bytes. */
export interface StalledStream {
  /** Bytes that were read before. */
  readonly read: number
  /** Lets go of it. */
  close(): void
}

/**
 * Asks for a stream, reads its first bytes, and then no more: what a phone in a tunnel does.
 * @throws {TooManyStreamsError} when the browser has no connection left for it
 * @throws {TypeError} when the server cannot be reached
 */
export async function openStalled(url: string): Promise<StalledStream> {
  const free = takeConnection(url)
  const controller = new AbortController()
  const close = (): void => {
    controller.abort()
    free()
  }
  try {
    const { body } = await fetch(url, { signal: controller.signal })
    const first = await body?.getReader().read()
    return { read: first?.value?.length ?? 0, close }
  } catch (error) {
    close()
    throw error
  }
}
