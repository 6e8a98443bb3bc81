import { connect, type Socket } from 'node:net'
import type { BodyCheck } from '../wire/body-check.ts'
import { ResponseReader } from '../wire/response-reader.ts'

/** Read into by all connections in turn: what arrives is looked at before the next read. */
const INTO = Buffer.allocUnsafeSlow(256 * 1024)

/** A connection that sends requests, one at a time, and checks what comes back. */
export class Client {
  readonly #socket: Socket
  readonly #request: string
  readonly #reader: ResponseReader
  #check: BodyCheck | undefined
  #done: ((problem: string | undefined) => void) | undefined
  #onBody: (() => void) | undefined
  #problem: string | undefined

  constructor(port: number, path: string) {
    this.#request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream, */*\r\n\r\n`
    this.#reader = new ResponseReader({
      head: (status, head) => {
        if (status !== 200) this.#fail(`The server answered ${status}: ${head.slice(0, 200)}`)
      },
      body: (data, from, to) => {
        this.#check?.take(data, from, to)
        this.#onBody?.()
      },
      end: () => this.#end(),
    })
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: INTO,
        callback: (length) => {
          this.#read(length)
          return true
        },
      },
    })
    this.#socket.on('error', (error) => this.#fail(error.message))
    this.#socket.on('close', () => this.#closed())
  }

  /**
   * Sends a request and reads the response to its end.
   *
   * @param onBody called for each piece of body, once it was checked
   * @returns what was wrong with it, if something was
   */
  request(check: BodyCheck, onBody?: () => void): Promise<string | undefined> {
    return new Promise((resolve) => {
      if (this.#problem !== undefined) return resolve(this.#problem)
      this.#check = check
      this.#onBody = onBody
      this.#done = resolve
      this.#socket.write(this.#request)
    })
  }

  /** Leaves without a word; the response that is read is over, and nothing is wrong with it. */
  reset(): void {
    this.#settle(undefined)
    this.#socket.resetAndDestroy()
  }

  close(): void {
    this.#settle(undefined)
    this.#socket.destroy()
  }

  #read(length: number): void {
    try {
      this.#reader.feed(INTO, length)
    } catch (error) {
      this.#fail(String(error))
    }
    const problem = this.#check?.problem
    if (problem !== undefined) this.#fail(problem)
  }

  #end(): void {
    this.#check?.end()
    this.#settle(this.#check?.problem)
  }

  #closed(): void {
    try {
      this.#reader.closed()
      this.#fail('The server closed the connection.')
    } catch (error) {
      this.#fail(String(error))
    }
  }

  #fail(problem: string): void {
    this.#problem ??= problem
    this.#settle(problem)
    this.#socket.destroy()
  }

  #settle(problem: string | undefined): void {
    const done = this.#done
    this.#done = undefined
    this.#check = undefined
    this.#onBody = undefined
    done?.(problem)
  }
}
