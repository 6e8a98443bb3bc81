import { type ChildProcess, fork } from 'node:child_process'
import type { Failed } from './messages.ts'

/** Milliseconds after which an answer is not expected any more. */
const PATIENCE = 180_000

/** Milliseconds that it may take to end. */
const LONGEST_END = 5_000

/** A process of ours that answers questions over IPC, one at a time. */
export class Child<Question extends object, Answer extends object> {
  readonly #process: ChildProcess
  readonly #name: string

  /**
   * @param module the compiled file, below `dist`
   * @param options for Node, beside those that every one of them gets
   */
  constructor(module: string, args: readonly string[], options: readonly string[] = []) {
    this.#name = `${module} ${args.join(' ')}`
    this.#process = fork(new URL(`../../dist/${module}`, import.meta.url), args, {
      execArgv: ['--expose-gc', ...options],
      // What a library prints (Hono prints failed writes) is not what is asked for.
      stdio: ['ignore', 'ignore', process.env['BENCH_VERBOSE'] === undefined ? 'ignore' : 'inherit', 'ipc'],
    })
  }

  /** @throws {Error} when the process cannot answer, or has ended */
  async ask(question: Question): Promise<Answer> {
    const answer = this.hear<Answer>()
    this.#process.send(question)
    return answer
  }

  /** What it says next. */
  hear<Message extends object>(): Promise<Message> {
    return new Promise((resolve, reject) => {
      const settle = (message: Message | Failed): void => {
        stop()
        if ('failed' in message) reject(new Error(`${this.#name}: ${message.failed}`))
        else resolve(message)
      }
      const fail = (why: string) => (): void => {
        stop()
        reject(new Error(`${this.#name} ${why}.`))
      }
      const onExit = fail('has ended')
      const timer = setTimeout(fail(`did not answer within ${PATIENCE / 1_000} s`), PATIENCE)
      const stop = (): void => {
        clearTimeout(timer)
        this.#process.off('message', settle).off('exit', onExit)
      }
      this.#process.on('message', settle).on('exit', onExit)
    })
  }

  /** Lets it end, so that a profile of it is written; one that does not is killed. */
  end(): void {
    if (this.#process.connected) this.#process.disconnect()
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), LONGEST_END)
    this.#process.once('exit', () => clearTimeout(timer))
  }
}
