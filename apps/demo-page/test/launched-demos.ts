import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const MAIN = require.resolve('demo/dist/main.js')

/** A demo that was started. */
export interface LaunchedDemo {
  readonly name: string
  readonly url: string
}

/** The page and the demos, as `pnpm demo` starts them. */
export interface LaunchedDemos {
  /** Of the page. */
  readonly url: string
  readonly demos: readonly LaunchedDemo[]
  /** The demo with this name. */
  demo(name: string): LaunchedDemo
  stop(): Promise<void>
}

/** Starts the launcher, which must have been built, at any free ports. */
export async function launchDemos(): Promise<LaunchedDemos> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: '0' } })
  const exit = once(child, 'close')
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let url: string | undefined
  while (url === undefined) {
    await Promise.race([once(child.stdout, 'data'), exit])
    url = /^Open (\S+)/m.exec(output)?.[1]
    if (child.exitCode !== null) throw new Error(`The launcher has ended:\n${output}`)
  }
  const demos = (await (await fetch(`${url}/demos`)).json()) as LaunchedDemo[]
  return {
    url,
    demos,
    demo(name) {
      const demo = demos.find((each) => each.name === name)
      if (demo === undefined) throw new Error(`There is no ${name}.`)
      return demo
    },
    async stop() {
      child.kill('SIGTERM')
      await exit
    },
  }
}
