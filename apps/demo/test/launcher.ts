import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface Launched {
  /** Everything it has printed so far. */
  output(): string
  kill(signal: NodeJS.Signals): void
  /** Waits until it has printed something, or is over. */
  printed(text: string): Promise<void>
  /** The exit code, or the signal. */
  readonly exit: Promise<number | string>
}

/** Runs the launcher, which must have been built, as `pnpm demo` does. */
export function launch(args: readonly string[], port: string): Launched {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, PORT: port } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const add = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  let over = false
  void exit.then(() => (over = true))
  return {
    output: () => output,
    kill: (signal) => void child.kill(signal),
    exit,
    printed: async (text) => {
      while (!output.includes(text) && !over) await Promise.race([once(child.stdout, 'data'), exit])
    },
  }
}
