import type { ByteSource } from '@sluice/core'
import type { NodeRequest } from './native.ts'

/** The body of a Node request. Nothing flows until it is read, so TCP holds the client back. */
export class RequestBody implements ByteSource {
  readonly #req: NodeRequest
  readonly #parsed: () => unknown
  #chunks: AsyncIterator<Uint8Array> | undefined

  /** @param parsed what a body parser of the framework has made of it; `undefined` if none has */
  constructor(req: NodeRequest, parsed: () => unknown) {
    this.#req = req
    this.#parsed = parsed
  }

  get disturbed(): boolean {
    return this.#req.readableDidRead
  }

  get parsed(): { readonly value: unknown } | undefined {
    const value = this.#parsed()
    return value === undefined ? undefined : { value }
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
