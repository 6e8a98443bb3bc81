import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { LogAppender } from '../src/log/log-appender.ts'
import { startLog } from '../src/log/start-log.ts'
import { tailLog } from '../src/log/tail-log.ts'

const NEVER = 1e6

function logFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'demo.log')
}

function fail(error: unknown): void {
  throw error
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1)
}

describe('the log', () => {
  test('has a line for its start, one for each request, and one now and then about the system', async () => {
    const file = logFile()
    const log = startLog(file, { every: 20, onError: fail })
    log.request({ method: 'GET', target: '/hello?a=ü', status: 200, outcome: 'completed', duration: 12.4 })
    log.request({
      method: 'POST',
      target: '/a\r\nb\nc',
      status: undefined,
      outcome: 'disconnected',
      duration: 0,
    })
    await vi.waitFor(() => expect(linesOf(file).length).toBeGreaterThan(4))
    await log.close()
    log.request({ method: 'GET', target: '/late', status: 200, outcome: 'completed', duration: 1 })
    const [start, first, second, ...others] = linesOf(file).map((line) => line.replace(/^\S{24} /, ''))
    expect(linesOf(file)[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /)
    expect(start).toBe(`log started by process ${process.pid}`)
    expect(first).toBe('request GET /hello?a=ü 200 completed 12 ms')
    expect(second).toBe('request POST /a b c unanswered disconnected 0 ms')
    for (const line of others) {
      expect(line).toMatch(/^system process [\d.]+ %, machine [\d.]+ %, resident \d+ MiB/)
    }
  })

  test('is in the file when it is closed, and goes on where another one stopped', async () => {
    const file = logFile()
    for (let round = 0; round < 3; round += 1) {
      const log = startLog(file, { every: NEVER, onError: fail })
      for (let index = 0; index < 1_000; index += 1) {
        log.request({
          method: 'GET',
          target: `/${round}/${index}`,
          status: 200,
          outcome: 'completed',
          duration: 1,
        })
      }
      await log.close()
    }
    const targets = linesOf(file).flatMap((line) => / GET (\S+) /.exec(line)?.[1] ?? [])
    expect(targets).toEqual(
      [0, 1, 2].flatMap((round) => Array.from({ length: 1_000 }, (_, index) => `/${round}/${index}`)),
    )
  })

  test('read while it is rotated again and again, has every line once and in order', async () => {
    const file = logFile()
    const stop = new AbortController()
    const log = startLog(file, { maxBytes: 2_000, every: NEVER, onError: fail })
    onTestFinished(async () => {
      stop.abort()
      await log.close()
    })
    const targets: string[] = []
    let resets = 0
    const request = (): void =>
      log.request({
        method: 'GET',
        target: `/${targets.length}`,
        status: 200,
        outcome: 'completed',
        duration: 1,
      })
    for await (const event of tailLog(file, { signal: stop.signal })) {
      if ('reset' in event) {
        expect(event.reset).toBe('rotated')
        resets += 1
      } else if (event.line.includes('started')) {
        request()
      } else {
        targets.push(/ GET (\S+) /.exec(event.line)?.[1] ?? event.line)
        if (targets.length === 500) break
        request()
      }
    }
    expect(targets).toEqual(Array.from({ length: 500 }, (_, index) => `/${index}`))
    expect(resets).toBeGreaterThan(5)
    expect(statSync(`${file}.1`).size).toBeLessThan(2_200)
  })
})

describe('the appender', () => {
  test('writes to the file that has the name, whoever moved or emptied the one before', async () => {
    const file = logFile()
    const appender = new LogAppender(file, NEVER, fail)
    appender.append('one')
    await vi.waitFor(() => expect(linesOf(file)).toEqual(['one']))
    truncateSync(file)
    appender.append('two')
    await vi.waitFor(() => expect(linesOf(file)).toEqual(['two']))
    renameSync(file, `${file}.moved`)
    appender.append('three')
    await vi.waitFor(() => expect(linesOf(file)).toEqual(['three']))
    rmSync(file)
    writeFileSync(file, 'theirs\n')
    appender.append('four')
    await appender.close()
    expect(linesOf(file)).toEqual(['theirs', 'four'])
    expect(linesOf(`${file}.moved`)).toEqual(['two'])
  })

  test('says that it cannot write, and writes again as soon as it can', async () => {
    const file = logFile()
    const errors: unknown[] = []
    const appender = new LogAppender(join(file, 'in-no-folder'), NEVER, (error) => errors.push(error))
    appender.append('lost')
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: 'ENOENT' }]))
    mkdirSync(file)
    appender.append('found')
    await appender.close()
    expect(linesOf(join(file, 'in-no-folder'))).toEqual(['found'])
  })

  test('drops lines rather than hold more than a mebibyte, and says how many', async () => {
    const file = logFile()
    const appender = new LogAppender(file, 1e9, fail)
    const line = 'x'.repeat(1_023)
    for (let index = 0; index < 3_000; index += 1) appender.append(line)
    await appender.close()
    const lines = linesOf(file)
    const kept = lines.filter((text) => text === line).length
    expect(kept).toBeLessThan(1_100)
    expect(lines).toContain(`${3_000 - kept} lines were dropped: the disk is slow`)
  })
})
