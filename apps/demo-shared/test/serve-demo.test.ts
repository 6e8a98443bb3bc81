import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'

/** A demo with one endless request, which does not hear of a drain. */
const PROGRAM = `
import { createServer } from 'node:http'
import { serveDemo, startDemoApi, temporaryLog } from 'demo-shared'
const server = createServer((req, res) => res.write('endless'))
await serveDemo({ name: 'Test', defaultPort: 0, server, demo: startDemoApi(temporaryLog()) })
`

/** A demo as the apps are, on a plain server. */
const REAL_PROGRAM = `
import { createServer } from 'node:http'
import { mount } from '@sluice/node'
import { serveDemo, startDemoApi, temporaryLog } from 'demo-shared'
const server = createServer()
const demo = startDemoApi(temporaryLog())
mount(server, demo.api)
await serveDemo({ name: 'Test', defaultPort: 0, server, demo })
`

/** A demo whose launcher is gone before it serves; left alone, it gives up after ten seconds. */
const LATE_PROGRAM = `
setTimeout(() => process.exit(1), 10_000)
import { setTimeout as sleep } from 'node:timers/promises'
while (process.connected) await sleep(5)
${REAL_PROGRAM}
`

/** A launcher that dies at once. Its demo prints where it did. */
const DYING_LAUNCHER = `
import { spawn } from 'node:child_process'
const program = ${JSON.stringify(LATE_PROGRAM)}
spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
process.exit()
`

interface Run {
  readonly child: ChildProcess
  /** What was printed, and the exit code or signal. */
  readonly outcome: Promise<{
    readonly out: string
    readonly err: string
    readonly exit: number | string | null
  }>
}

function run(port: string | undefined, program = PROGRAM): Run {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, PORT: port },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const outcome = once(child, 'close').then(([code, signal]) => ({
    out,
    err,
    exit: (code ?? signal) as number | string | null,
  }))
  return { child, outcome }
}

/** Starts the program on a free port, and waits for its URL. */
async function runToUrl(program?: string): Promise<Run & { readonly url: string }> {
  const started = run('0', program)
  for await (const line of createInterface({
    input: started.child.stdout ?? expect.fail('There is no output.'),
  })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url !== undefined) return { ...started, url }
  }
  return expect.fail((await started.outcome).err)
}

describe('serveDemo', () => {
  test.each(['abc', '-1', '65536', '3e3', '0x10', ' '])(
    'says in one line that PORT=%s is no port',
    async (port) => {
      const { out, err, exit } = await run(port).outcome
      expect(err).toMatch(/^PORT is ".*": make it a number from 0 .* to 65535, or leave it out for 0\.\n$/)
      expect(out).toBe('')
      expect(exit).toBe(1)
    },
  )

  test('says in one line that the port is busy', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { out, err, exit } = await run(String(port)).outcome
    expect(err).toMatch(
      new RegExp(
        `^Port ${port} is busy: stop the program .*, or choose another port, for example PORT=\\d+\\.\\n$`,
      ),
    )
    expect(out).toBe('')
    expect(exit).toBe(1)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it, with exit code 0', async (signal) => {
    const { child, url, outcome } = await runToUrl()
    const answer = await fetch(url)
    child.kill(signal)
    // It never ends by itself, so it is cut off.
    await expect(answer.text()).rejects.toThrow('terminated')
    const { out, exit } = await outcome
    expect(exit).toBe(0)
    expect(out).toContain('Stopped:')
    const [logFile = expect.fail(out)] = /\S+demo\.log$/m.exec(out) ?? []
    expect(existsSync(dirname(logFile))).toBe(false)
  })

  test('takes no new connection while running streams end', async () => {
    const { child, url, outcome } = await runToUrl(REAL_PROGRAM)
    const [hello, system] = await Promise.all([fetch(`${url}/hello`), fetch(`${url}/system`)])
    child.kill('SIGTERM')
    // It ends because the server drains, while the other one still runs.
    await system.text()
    await expect(once(connect(Number(new URL(url).port), '127.0.0.1'), 'connect')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    expect(await hello.text()).toBe("Hello, I'm streaming!\nHello, I'm still streaming!\n")
    const { out, exit } = await outcome
    expect(exit).toBe(0)
    expect(out).toContain('of the running streams, 2 ended by themselves and 0 were cut off.')
  })

  test('the same signal, passed on by two, is one; another one exits at once', async () => {
    const { child, url, outcome } = await runToUrl()
    const answer = await fetch(url)
    const stopping = once(
      createInterface({ input: child.stdout ?? expect.fail('There is no output.') }),
      'line',
    )
    child.kill('SIGINT')
    child.kill('SIGTERM')
    await stopping
    expect(child.exitCode).toBeNull()
    // Until it is late enough to be another one, it is taken for the first.
    const again = setInterval(() => child.kill('SIGINT'), 100)
    const { out, exit } = await outcome
    clearInterval(again)
    // Held until here: fetch gives up an answer that nobody can read any more, and the demo would be done.
    await expect(answer.text()).rejects.toThrow('terminated')
    expect(exit).toBe(130)
    expect(out).not.toContain('Stopped:')
  })

  test('ends when its launcher died while it started', async () => {
    // Over when the last one is that can print.
    const { out } = await run('0', DYING_LAUNCHER).outcome
    expect(out).toContain('Stopped:')
  })
})
