import type { Socket } from 'node:net'

/** A response as it stood on the wire. */
export interface RawResponse {
  readonly status: number
  /** Header lines, in order, without the date. */
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** An HTTP/1 client that takes nothing but proper responses, one right after the other. */
export class RawClient {
  readonly socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #ended = false
  #failure: Error | undefined
  #wake: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes])
      this.#wake()
    })
    socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
    socket.on('error', (error) => (this.#failure = error))
  }

  send(...requests: readonly string[]): void {
    this.socket.write(requests.join(''))
  }

  async response(): Promise<RawResponse> {
    const [statusLine = '', ...lines] = (await this.#upTo('\r\n\r\n')).toString('latin1').split('\r\n')
    const match = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)
    if (match === null) throw new Error(`no status line: ${JSON.stringify(statusLine.slice(0, 80))}`)
    const headers = lines.filter((line) => !/^date:/i.test(line))
    return { status: Number(match[1]), headers, body: await this.#body(headers) }
  }

  /** What came that no response took. */
  get rest(): string {
    return this.#bytes.toString('latin1')
  }

  /** Waits until the server has closed the connection. */
  async closed(): Promise<void> {
    while (!this.#ended) await this.#more()
    if (this.#failure !== undefined) throw this.#failure
  }

  async #body(headers: readonly string[]): Promise<Buffer> {
    const length = headers.map((line) => /^content-length: (\d+)$/i.exec(line)?.[1]).find(Boolean)
    if (length !== undefined) return this.#take(Number(length))
    if (headers.some((line) => /^transfer-encoding: chunked$/i.test(line))) return this.#chunks()
    await this.closed()
    return this.#take(this.#bytes.length)
  }

  async #chunks(): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (;;) {
      const line = (await this.#upTo('\r\n')).toString('latin1')
      if (!/^[\da-f]+$/i.test(line)) throw new Error(`no chunk size: ${JSON.stringify(line.slice(0, 80))}`)
      const chunk = await this.#take(Number.parseInt(line, 16))
      if ((await this.#take(2)).toString('latin1') !== '\r\n')
        throw new Error('a chunk ends in no line break')
      if (chunk.length === 0) return Buffer.concat(chunks)
      chunks.push(chunk)
    }
  }

  async #upTo(mark: string): Promise<Buffer> {
    let at = this.#bytes.indexOf(mark)
    for (; at === -1; at = this.#bytes.indexOf(mark)) await this.#more()
    const before = await this.#take(at)
    await this.#take(mark.length)
    return before
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#bytes.length < count) await this.#more()
    const taken = this.#bytes.subarray(0, count)
    this.#bytes = this.#bytes.subarray(count)
    return taken
  }

  async #more(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#ended) throw new Error('the connection ended in the middle')
    await new Promise<void>((resolve) => (this.#wake = resolve))
  }
}
