import type { DemoApp } from './demo-app.ts'
import { DemoProcess, type StartOptions } from './demo-process.ts'

/** What happens when a demo is restarted, step by step. */
export type RestartStep = 'draining' | 'stopped' | 'listening'

/** A demo cannot be restarted: it is about to be already, or is to be no more. The message says which. */
export class RestartRefusedError extends Error {}

/** A demo that keeps its URL when its process is replaced by another. */
export class Demo {
  readonly name: string
  /** Origin, for example `http://127.0.0.1:3001`. */
  readonly url: string
  /** Settles once its process has ended and none takes its place: with a sentence that says how it came to that. */
  readonly ended: Promise<string>
  readonly #app: DemoApp
  readonly #options: StartOptions
  /** Aborted when no process is to take the place of this one. */
  readonly #stopping: AbortController = new AbortController()
  #process: DemoProcess
  #restart: Promise<void> | undefined
  #tellEnd: (how: string) => void = () => {}

  private constructor(app: DemoApp, process: DemoProcess, options: StartOptions) {
    this.#app = app
    this.#process = process
    this.#options = options
    this.name = process.name
    this.url = process.url
    this.ended = new Promise((resolve) => (this.#tellEnd = resolve))
    this.#watch(process)
  }

  /**
   * Starts a demo, and waits until it listens.
   * @throws {Error} when it exits, or does not print its URL in time; it is then not running any more
   */
  static async start(app: DemoApp, options: StartOptions): Promise<Demo> {
    return new Demo(app, await DemoProcess.start(app, options), options)
  }

  /**
   * Drains its process, waits until that has exited, and starts another one at the same port.
   * @param onStep is told as it happens
   * @throws {RestartRefusedError} at once, when it is being restarted or stopped, or has ended; or (rejects) when it is
   *   stopped meanwhile
   * @throws {Error} (rejects) when the new process does not start; `ended` then settles too
   */
  restart(onStep: (step: RestartStep) => void): Promise<void> {
    if (this.#stopping.signal.aborted)
      throw new RestartRefusedError(`The ${this.name} demo is being stopped.`)
    if (this.#restart !== undefined) {
      throw new RestartRefusedError(`The ${this.name} demo is being restarted already.`)
    }
    this.#restart = this.#replace(onStep).finally(() => (this.#restart = undefined))
    return this.#restart
  }

  /** Asks it to drain and exit, and kills it if it does not. Returns its exit code, or the name of the signal. */
  async stop(): Promise<number | string> {
    this.#stopping.abort()
    await this.#restart?.catch(() => {
      // Whoever asked for it is told.
    })
    return this.#process.stop()
  }

  /** Ends it at once, also if it is just being started. */
  kill(): void {
    this.#stopping.abort()
    this.#process.kill()
  }

  async #replace(onStep: (step: RestartStep) => void): Promise<void> {
    const { signal } = this.#stopping
    onStep('draining')
    await this.#process.stop()
    onStep('stopped')
    try {
      signal.throwIfAborted()
      const { port } = new URL(this.url)
      const options = { ...this.#options, port, signal }
      this.#process = await DemoProcess.start(this.#app, options)
    } catch (error) {
      const failure = signal.aborted
        ? new RestartRefusedError(`The ${this.name} demo was stopped before it was started again.`)
        : error
      this.#end(failure instanceof Error ? failure.message : String(failure))
      throw failure
    }
    this.#watch(this.#process)
    onStep('listening')
  }

  #watch(process: DemoProcess): void {
    void process.exited.then((exit) => {
      if (this.#restart === undefined) this.#end(`The ${this.name} demo has ended by itself, with ${exit}.`)
    })
  }

  #end(how: string): void {
    this.#stopping.abort()
    this.#tellEnd(how)
  }
}
