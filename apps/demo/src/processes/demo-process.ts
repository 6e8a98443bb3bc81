import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { DemoApp } from './demo-app.ts'

/** Milliseconds a demo has to print its URL. */
const START_TIMEOUT = 20_000

/** Milliseconds a demo has to exit: it drains for five seconds, and then cuts what is left. */
const STOP_TIMEOUT = 10_000

/** How to start a demo. */
export interface StartOptions {
  /** The port, as `PORT` in its environment; empty for its default. */
  readonly port: string
  /** Origins whose pages may read what it answers; absent for its default. */
  readonly origins?: readonly string[]
  /** Is told each line that it prints as an error. */
  readonly onErrorLine: (line: string) => void
  /** Ends it while it starts. */
  readonly signal?: AbortSignal
}

/** A demo that runs in a process of its own. It ends by itself if this process dies. */
export class DemoProcess {
  readonly name: string
  /** Settles with the exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>
  readonly #child: ChildProcess
  #url = ''

  private constructor({ name, main }: DemoApp, { port, origins, onErrorLine }: StartOptions) {
    this.name = name
    this.#child = fork(main, {
      env: {
        ...process.env,
        PORT: port,
        ...(origins === undefined ? {} : { DEMO_ORIGINS: origins.join() }),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'))
    })
    linesOf(this.#child.stderr).on('line', onErrorLine)
  }

  /**
   * Starts a demo, and waits until it listens.
   * @throws {Error} when it exits, is ended, or does not print its URL in time; it is then not running any more
   */
  static async start(app: DemoApp, options: StartOptions): Promise<DemoProcess> {
    const demo = new DemoProcess(app, options)
    demo.#url = await demo.#printedUrl(options.signal)
    return demo
  }

  /** Origin, for example `http://127.0.0.1:3001`. */
  get url(): string {
    return this.#url
  }

  /** Asks it to drain and exit, and kills it if it does not. Returns what `exited` does. */
  async stop(): Promise<number | string> {
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT)
    const exit = await this.exited
    clearTimeout(timer)
    return exit
  }

  /** Ends it at once. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  async #printedUrl(signal: AbortSignal | undefined): Promise<string> {
    const timeout = AbortSignal.timeout(START_TIMEOUT)
    const giveUp = signal === undefined ? timeout : AbortSignal.any([timeout, signal])
    const outcome = await Promise.race([
      new Promise<string>((resolve) => {
        // Kept for good: an output that nobody reads would hold the demo back.
        linesOf(this.#child.stdout).on('line', (line) => {
          const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
          if (url !== undefined) resolve(url)
        })
      }),
      this.exited.then((exit) => new Error(`The ${this.name} demo did not start: it ended with ${exit}.`)),
      once(giveUp, 'abort').then(
        () =>
          new Error(
            signal?.aborted === true
              ? `The ${this.name} demo was stopped before it had started.`
              : `The ${this.name} demo printed no URL in ${START_TIMEOUT / 1_000} s.`,
          ),
      ),
    ])
    if (typeof outcome === 'string') return outcome
    this.kill()
    await this.exited
    throw outcome
  }
}

function linesOf(output: Readable | null): Interface {
  if (output === null) throw new TypeError('A forked process has the outputs it was asked to have.')
  return createInterface({ input: output })
}
