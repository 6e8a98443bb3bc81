import { type FileHandle, open, rename } from 'node:fs/promises'
import { identityOf, isSameFile } from './file-identity.ts'
import { previousLog } from './previous-log.ts'

/** Bytes that may wait for the disk; what comes on top is dropped, because a log must not fill the memory. */
const MAX_WAITING = 1024 * 1024

/**
 * Appends lines to a file, in order, and begins a new one when it is full. Lines that come while the disk is busy are
 * written together. The file may be truncated, renamed or removed by others at any time.
 */
export class LogAppender {
  readonly #file: string
  readonly #maxBytes: number
  readonly #onError: (error: unknown) => void
  #handle: FileHandle | undefined
  #waiting = ''
  #dropped = 0
  #working: Promise<void> | undefined

  /**
   * @param maxBytes size from which on the next lines go to a new file, and this one to `previousLog`
   * @param onError told of each failure to write; the lines are lost
   */
  constructor(file: string, maxBytes: number, onError: (error: unknown) => void) {
    this.#file = file
    this.#maxBytes = maxBytes
    this.#onError = onError
  }

  /** Appends a line; line breaks in it become spaces, so that it stays one. */
  append(line: string): void {
    if (this.#waiting.length > MAX_WAITING) {
      this.#dropped += 1
      return
    }
    this.#waiting += `${line.replaceAll(/[\r\n]+/g, ' ')}\n`
    this.#working ??= this.#work()
  }

  /** Settles when everything is in the file, and closes it. */
  async close(): Promise<void> {
    await this.#working
    await this.#handle?.close()
    this.#handle = undefined
  }

  async #work(): Promise<void> {
    while (this.#waiting !== '') {
      const lines = this.#takeWaiting()
      try {
        const handle = await this.#openFile()
        await handle.appendFile(lines)
      } catch (error) {
        this.#onError(error)
      }
    }
    this.#working = undefined
  }

  #takeWaiting(): string {
    const lines =
      this.#dropped === 0
        ? this.#waiting
        : `${this.#waiting}${this.#dropped} lines were dropped: the disk is slow\n`
    this.#waiting = ''
    this.#dropped = 0
    return lines
  }

  /** The file that has the name now, unless it is full. */
  async #openFile(): Promise<FileHandle> {
    const opened = this.#handle
    if (opened !== undefined) {
      const stats = await opened.stat()
      const keepsItsName = isSameFile(stats, await identityOf(this.#file))
      if (keepsItsName && stats.size < this.#maxBytes) return opened
      this.#handle = undefined
      await opened.close()
      if (keepsItsName) await rename(this.#file, previousLog(this.#file))
    }
    this.#handle = await open(this.#file, 'a')
    return this.#handle
  }
}
