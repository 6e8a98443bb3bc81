import type { DemoApp } from './demo-app.ts'
import { DemoProcess, type StartOptions } from './demo-process.ts'

/** What happens when a demo is restarted, step by step. */
export type RestartStep = 'draining' | 'stopped' | 'listening'

/** A demo that keeps its URL when its process is replaced by another. */
export class Demo {
  readonly name: string
  /** Origin, for example `http://127.0.0.1:3001`. */
  readonly url: string
  /** Settles once its process ends and none takes its place: with the exit code, or the name of the signal. */
  readonly exited: Promise<number | string>
  readonly #app: DemoApp
  readonly #onErrorLine: StartOptions['onErrorLine']
  #process: DemoProcess
  #restart: Promise<void> | undefined
  #isStopped = false
  #tellExit: (exit: number | string) => void = () => {}

  private constructor(app: DemoApp, process: DemoProcess, onErrorLine: StartOptions['onErrorLine']) {
    this.#app = app
    this.#process = process
    this.#onErrorLine = onErrorLine
    this.name = process.name
    this.url = process.url
    this.exited = new Promise((resolve) => (this.#tellExit = resolve))
    this.#watch(process)
  }

  /**
   * Starts a demo, and waits until it listens.
   * @throws {Error} when it exits, or does not print its URL in time; it is then not running any more
   */
  static async start(app: DemoApp, options: StartOptions): Promise<Demo> {
    return new Demo(app, await DemoProcess.start(app, options), options.onErrorLine)
  }

  /** Whether it is being restarted, and cannot be once more. */
  get isRestarting(): boolean {
    return this.#restart !== undefined
  }

  /**
   * Drains its process, waits until that has exited, and starts another one at the same port.
   * @param onStep is told as it happens
   * @throws {Error} when the new one does not start; `exited` then settles too
   */
  async restart(onStep: (step: RestartStep) => void): Promise<void> {
    this.#restart = this.#replace(onStep)
    try {
      await this.#restart
    } finally {
      this.#restart = undefined
    }
  }

  /** Asks it to drain and exit, and kills it if it does not. Returns its exit code, or the name of the signal. */
  async stop(): Promise<number | string> {
    this.#isStopped = true
    await this.#restart?.catch(() => {
      // Whoever asked for it is told.
    })
    return this.#process.stop()
  }

  /** Ends it at once. */
  kill(): void {
    this.#isStopped = true
    this.#process.kill()
  }

  async #replace(onStep: (step: RestartStep) => void): Promise<void> {
    onStep('draining')
    const exit = await this.#process.stop()
    onStep('stopped')
    try {
      if (this.#isStopped) throw new Error(`The ${this.name} demo was stopped before it was started again.`)
      const { port } = new URL(this.url)
      this.#process = await DemoProcess.start(this.#app, { port, onErrorLine: this.#onErrorLine })
    } catch (error) {
      this.#tellExit(exit)
      throw error
    }
    this.#watch(this.#process)
    onStep('listening')
  }

  #watch(process: DemoProcess): void {
    void process.exited.then((exit) => {
      if (this.#restart === undefined) this.#tellExit(exit)
    })
  }
}
