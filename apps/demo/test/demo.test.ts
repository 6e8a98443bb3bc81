import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Demo, RestartRefusedError, type RestartStep } from '../src/processes/demo.ts'

/**
 * A demo that notes how often it was started, and does as it is told: `stubborn` ends only by force, `late` never says
 * that it listens, `broken` ends at once with an error. `:2` behind that is: from the second start on.
 */
const PROGRAM = `
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
const [notes, script] = [import.meta.filename.replace('main.mjs', 'notes'), import.meta.filename.replace('main.mjs', 'script')]
appendFileSync(notes, process.pid + '\\n')
const starts = readFileSync(notes, 'utf8').trim().split('\\n').length
const [what, from = '1'] = readFileSync(script, 'utf8').split(':')
const does = starts >= Number(from) ? what : ''
if (does === 'broken') {
  console.error('This is why.')
  process.exit(3)
}
process.on('SIGTERM', () => { if (does !== 'stubborn') process.exit(0) })
process.on('disconnect', () => process.exit(1))
const server = createServer((req, res) => {
  res.end(String(process.pid))
  if (req.url === '/crash') process.exit(7)
})
if (does === 'late') setInterval(() => {}, 1_000)
else server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))
`

interface Started {
  readonly demo: Demo
  readonly errorLines: readonly string[]
  /** The processes that were started, the last one last. */
  pids(): number[]
}

async function start(script = ''): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-process-'))
  const main = join(folder, 'main.mjs')
  writeFileSync(main, PROGRAM)
  writeFileSync(join(folder, 'script'), script)
  writeFileSync(join(folder, 'notes'), '')
  const errorLines: string[] = []
  const onErrorLine = (line: string): unknown => errorLines.push(line)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const demo = await Demo.start(
    { name: 'Test', main },
    { port: '0', onErrorLine: (line) => void onErrorLine(line) },
  )
  onTestFinished(() => demo.kill())
  const pids = (): number[] =>
    readFileSync(join(folder, 'notes'), 'utf8')
      .split('\n')
      .flatMap((pid) => (pid === '' ? [] : Number(pid)))
  return { demo, errorLines, pids }
}

async function pidAt(url: string): Promise<number> {
  return Number(await (await fetch(url)).text())
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('restarting a demo', () => {
  test('puts another process in the place of the first', async () => {
    const { demo, pids } = await start()
    const before = await pidAt(demo.url)
    const steps: RestartStep[] = []
    await demo.restart((step) => steps.push(step))
    expect(steps).toEqual(['draining', 'stopped', 'listening'])
    const after = await pidAt(demo.url)
    expect(pids()).toEqual([before, after])
    expect(isRunning(before)).toBe(false)
    await demo.restart(() => {})
    expect(pids()).toHaveLength(3)
    expect(await demo.stop()).toBe(0)
    expect(pids().filter(isRunning)).toEqual([])
  })

  test('is one at a time', async () => {
    const { demo, pids } = await start()
    const first = demo.restart(() => {})
    expect(() => demo.restart(() => {})).toThrow(
      new RestartRefusedError('The Test demo is being restarted already.'),
    )
    await first
    expect(pids()).toHaveLength(2)
  })

  test('says why the demo does not come back', async () => {
    const { demo, errorLines } = await start('broken:2')
    const steps: RestartStep[] = []
    const why = 'The Test demo did not start: it ended with 3.'
    await expect(demo.restart((step) => steps.push(step))).rejects.toThrow(why)
    expect(steps).toEqual(['draining', 'stopped'])
    expect(await demo.ended).toBe(why)
    expect(errorLines).toEqual(['This is why.'])
    expect(() => demo.restart(() => {})).toThrow(RestartRefusedError)
    // It has nothing to wait for any more.
    await demo.stop()
  })
})

describe('stopping a demo', () => {
  test('lets nobody restart it', async () => {
    const { demo, pids } = await start()
    const stopped = demo.stop()
    expect(() => demo.restart(() => {})).toThrow(new RestartRefusedError('The Test demo is being stopped.'))
    expect(await stopped).toBe(0)
    expect(pids()).toHaveLength(1)
  })

  test('while it drains for a restart starts it no more', async () => {
    const { demo, pids } = await start()
    const steps: RestartStep[] = []
    const restarted = demo.restart((step) => steps.push(step))
    const refused = expect(restarted).rejects.toThrow(
      'The Test demo was stopped before it was started again.',
    )
    await demo.stop()
    await refused
    expect(steps).toEqual(['draining', 'stopped'])
    expect(pids()).toHaveLength(1)
  })

  test.each(['stop', 'kill'] as const)('by %s() while it is started again ends that', async (how) => {
    const { demo, pids } = await start('late:2')
    const refused = expect(demo.restart(() => {})).rejects.toThrow(
      'The Test demo was stopped before it was started again.',
    )
    await vi.waitFor(() => expect(pids()).toHaveLength(2), 5_000)
    await demo[how]()
    await refused
    expect(pids().filter(isRunning)).toEqual([])
  })

  test('at once is possible while it drains', async () => {
    const { demo, pids } = await start('stubborn')
    const stopped = demo.stop()
    demo.kill()
    expect(await stopped).toBe('SIGKILL')
    expect(pids().filter(isRunning)).toEqual([])
  })
})

describe('a demo that ends by itself', () => {
  test('says so, with what', async () => {
    const { demo } = await start()
    await fetch(`${demo.url}/crash`).catch(() => {})
    expect(await demo.ended).toBe('The Test demo has ended by itself, with 7.')
    expect(() => demo.restart(() => {})).toThrow(RestartRefusedError)
  })

  test('says so after a restart too', async () => {
    const { demo } = await start()
    await demo.restart(() => {})
    await fetch(`${demo.url}/crash`).catch(() => {})
    expect(await demo.ended).toBe('The Test demo has ended by itself, with 7.')
  })
})

test('a demo that does not start leaves no process', async () => {
  await expect(start('broken')).rejects.toThrow('The Test demo did not start: it ended with 3.')
})
