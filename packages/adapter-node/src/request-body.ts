import type { ByteSource } from '@sluice/core'
import type { NodeRequest } from './native.ts'

/** The body of a Node request. Nothing flows until it is read, so TCP holds the client back. */
export class RequestBody implements ByteSource {
  readonly #req: NodeRequest
  #chunks: AsyncIterator<Uint8Array> | undefined

  constructor(req: NodeRequest) {
    this.#req = req
  }

  get disturbed(): boolean {
    return this.#req.readableDidRead
  }

  async read(): Promise<Uint8Array | undefined> {
    // Never returned early: that would destroy the request, and the response's socket with it.
    this.#chunks ??= this.#req[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
    const next = await this.#chunks.next()
    return next.done === true ? undefined : next.value
  }

  cancel(): void {
    this.#req.pause()
  }
}
