import { type FileHandle, open } from 'node:fs/promises'
import { type FileIdentity, isMissing } from './file-identity.ts'

/** Bytes read at a time. */
const CHUNK = 64 * 1024

/** How many of the last bytes read are looked at again, to know that the file was only added to. */
const ANCHOR = 64

/** Before the first byte of a line stands the end of the one before. */
const LINE_END: Uint8Array = Uint8Array.of(0x0a)
const NOTHING: Uint8Array = new Uint8Array(0)

/**
 * An open file that others add lines to, read from some offset to wherever it ends by now.
 *
 * Each read begins with the last bytes of the one before. If they are not there any more, the file was truncated, or
 * truncated and written anew past that point, and what would be read is not what follows.
 */
export class LogFile {
  /** Tells it from another that gets its name. */
  readonly identity: FileIdentity
  readonly #handle: FileHandle
  #offset: number
  #anchor: Uint8Array

  private constructor(handle: FileHandle, identity: FileIdentity, offset: number) {
    this.#handle = handle
    this.identity = identity
    this.#offset = offset
    this.#anchor = offset === 0 ? NOTHING : LINE_END
  }

  /**
   * Opens a file to be read from `offset`, which is 0 or just after a line.
   * @returns `undefined` if there is no such file
   */
  static async open(file: string, offset: number): Promise<LogFile | undefined> {
    const handle = await open(file, 'r').catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    if (handle === undefined) return undefined
    try {
      return new LogFile(handle, await handle.stat(), offset)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Whether the file can be read from its offset on: it has that many bytes, and a line ends there. */
  async continues(): Promise<boolean> {
    return this.#startsWithAnchor(await this.#readAround(0))
  }

  /** What follows: empty at the end of the file, `undefined` if the file was truncated since the last read. */
  async read(): Promise<Uint8Array | undefined> {
    const bytes = await this.#readAround(CHUNK)
    if (!this.#startsWithAnchor(bytes)) return undefined
    const chunk = bytes.subarray(this.#anchor.length)
    this.#offset += chunk.length
    this.#anchor = bytes.slice(-ANCHOR)
    return chunk
  }

  /** Goes back to the start. */
  rewind(): void {
    this.#offset = 0
    this.#anchor = NOTHING
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  async #readAround(length: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(this.#anchor.length + length)
    const { bytesRead } = await this.#handle.read(
      buffer,
      0,
      buffer.length,
      this.#offset - this.#anchor.length,
    )
    return buffer.subarray(0, bytesRead)
  }

  #startsWithAnchor(bytes: Uint8Array): boolean {
    return this.#anchor.every((byte, index) => bytes[index] === byte)
  }
}
