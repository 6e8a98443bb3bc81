import type { ByteSource, RequestView } from '../contract/request.ts'

/** A WHATWG `Request` as core sees it. */
export class FetchRequestView implements RequestView {
  readonly #request: Request
  readonly #rawTarget: string | undefined
  readonly #params: () => Readonly<Record<string, string>>
  readonly body: ByteSource

  /** `rawTarget` is the target as the client sent it, where that is known: `request.url` is normalised. */
  constructor(request: Request, params: () => Readonly<Record<string, string>>, rawTarget?: string) {
    this.#request = request
    this.#params = params
    this.#rawTarget = rawTarget
    this.body = new RequestBody(request)
  }

  get method(): string {
    return this.#request.method
  }

  get target(): string {
    return (this.#rawTarget ?? this.#request.url).replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  }

  get scheme(): 'http' | 'https' {
    return this.#request.url.startsWith('https:') ? 'https' : 'http'
  }

  get host(): string {
    return this.header('host') ?? new URL(this.#request.url).host
  }

  get params(): Readonly<Record<string, string>> {
    return this.#params()
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  headers(): Iterable<readonly [name: string, value: string]> {
    return this.#request.headers
  }
}

/** The body of a `Request`. */
class RequestBody implements ByteSource {
  readonly #request: Request
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined

  constructor(request: Request) {
    this.#request = request
  }

  get disturbed(): boolean {
    return this.#request.bodyUsed
  }

  async read(): Promise<Uint8Array | undefined> {
    this.#reader ??= this.#request.body?.getReader()
    const result = await this.#reader?.read()
    return result?.value
  }

  cancel(): void {
    // A body that has failed meanwhile rejects the cancel; there is nobody left to tell.
    this.#reader?.cancel().catch(() => {})
  }
}
