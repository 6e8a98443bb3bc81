import { takeConnection } from '../streams/connection-limit.ts'
import { patientFetch } from '../streams/patient-fetch.ts'

/** A stream that was asked for, and is read no further than its first bytes. */
export interface StalledStream {
  /** Bytes that were read before. */
  readonly read: number
  /** Lets go of it. */
  close(): void
}

/**
 * Asks for a stream, reads its first bytes, and then no more: what a phone in a tunnel does.
 * @param onWaiting is called while there is no answer
 * @throws {TooManyStreamsError} when the browser has no connection left for it
 * @throws {TypeError} when the server cannot be reached
 */
export async function openStalled(url: string, onWaiting: () => void): Promise<StalledStream> {
  const free = takeConnection(url)
  const controller = new AbortController()
  const close = (): void => {
    controller.abort()
    free()
  }
  try {
    const { body } = await patientFetch(url, { signal: controller.signal }, onWaiting)
    const reader = body?.getReader()
    const first = await reader?.read()
    return {
      read: first?.value?.length ?? 0,
      close: () => {
        // Named here so that it is held until now: what becomes of a body that nobody holds is the browser's affair.
        void reader?.cancel().catch(() => {})
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}
