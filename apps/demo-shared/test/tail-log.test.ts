import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { tailLog, type TailOptions } from '../src/log/tail-log.ts'

type TailEvent = { line: string; offset: number; cut: boolean } | { reset: string }

/** A time that nobody else sets a timer for. */
const UNLIKE_OTHERS = 987_654

const TEXT = 'first\nGrüße 🌊 an alle\n\n流れ\r\nlast\n'

function logFile(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'demo.log')
  if (content !== undefined) writeFileSync(file, content)
  return file
}

interface Tail {
  /** The next event, as soon as there is one. */
  next(): Promise<TailEvent | undefined>
  take(count: number): Promise<(TailEvent | undefined)[]>
  /** Ends it, and gives what it had not said yet. */
  end(): Promise<TailEvent[]>
}

function tail(file: string, options: Omit<TailOptions, 'signal'> = {}): Tail {
  const stop = new AbortController()
  // Not by polling, unless a test is about that: what the watcher misses then shows as a timeout.
  const events = tailLog(file, { poll: 1e6, ...options, signal: stop.signal })
  onTestFinished(async () => {
    stop.abort()
    await events.return()
  })
  const next = async (): Promise<TailEvent | undefined> => (await events.next()).value ?? undefined
  return {
    next,
    async take(count) {
      const taken: (TailEvent | undefined)[] = []
      while (taken.length < count) taken.push(await next())
      return taken
    },
    async end() {
      stop.abort()
      return collect(events)
    },
  }
}

async function collect(events: AsyncIterable<TailEvent>): Promise<TailEvent[]> {
  const collected: TailEvent[] = []
  for await (const event of events) collected.push(event)
  return collected
}

/** The events of lines that begin at an offset. */
function lines(texts: readonly string[], offset = 0): TailEvent[] {
  let end = offset
  return texts.map((line) => ({ line, offset: (end += Buffer.byteLength(line) + 1), cut: false }))
}

describe('what is there', () => {
  test('is read from the start, offsets just after each line', async () => {
    const { take } = tail(logFile(TEXT))
    expect(await take(5)).toEqual([
      { line: 'first', offset: 6, cut: false },
      { line: 'Grüße 🌊 an alle', offset: 27, cut: false },
      { line: '', offset: 28, cut: false },
      { line: '流れ', offset: 36, cut: false },
      { line: 'last', offset: 41, cut: false },
    ])
  })

  test('is resumed after any line, nothing lost and nothing twice', async () => {
    const file = logFile(Array.from({ length: 300 }, (_, index) => `Zeile ${index} ü\n`).join(''))
    const all = await tail(file).take(300)
    for (const [index, event] of all.entries()) {
      if (event === undefined || 'reset' in event) return expect.fail('A reset was not expected.')
      appendFileSync(file, `more ${index}\n`)
      const rest = await tail(file, { from: event.offset }).take(300 - index)
      expect(rest).toEqual([...all.slice(index + 1), expect.objectContaining({ line: 'more 0' })])
    }
  })

  test.each([1, 5, 7, 43, 1e6, Number.MAX_SAFE_INTEGER])(
    'starts again where %i is no end of a line',
    async (from) => {
      const { take } = tail(logFile(TEXT), { from })
      expect(await take(2)).toEqual([{ reset: 'unknown-offset' }, { line: 'first', offset: 6, cut: false }])
    },
  )

  test('is larger than one read', async () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `${index} ${'流'.repeat(index % 30)}`)
    const { take } = tail(logFile(texts.map((text) => `${text}\n`).join('')))
    expect(await take(20_000)).toEqual(lines(texts))
  })

  test('is cut where a line is too long, but not in the middle of a character', async () => {
    const file = logFile(`${'é'.repeat(50_000)}\nshort\n${'x'.repeat(64 * 1024)}\n${'y'.repeat(200_000)}\n`)
    expect(await tail(file).take(3)).toEqual([
      { line: 'é'.repeat(32 * 1024), offset: 100_001, cut: true },
      { line: 'short', offset: 100_007, cut: false },
      { line: 'x'.repeat(64 * 1024), offset: 165_544, cut: false },
    ])
    const { take } = tail(file, { maxLine: 5 })
    expect(await take(4)).toMatchObject([
      { line: 'éé', cut: true },
      { line: 'short', cut: false },
      { line: 'xxxxx', cut: true },
      { line: 'yyyyy', cut: true },
    ])
  })
})

describe('what is written meanwhile', () => {
  test('follows, byte by byte', async () => {
    const file = logFile('')
    const { take } = tail(file)
    const events = take(5)
    for (const byte of Buffer.from(TEXT)) {
      appendFileSync(file, Uint8Array.of(byte))
      await new Promise(setImmediate)
    }
    expect(await events).toMatchObject([
      { line: 'first', offset: 6 },
      { line: 'Grüße 🌊 an alle', offset: 27 },
      { line: '', offset: 28 },
      { line: '流れ', offset: 36 },
      { line: 'last', offset: 41 },
    ])
  })

  test('is no line before its line break', async () => {
    const file = logFile('whole\nhal')
    const { next, end } = tail(file)
    expect(await next()).toMatchObject({ line: 'whole' })
    const then = next()
    appendFileSync(file, 'f\nno')
    expect(await then).toEqual({ line: 'half', offset: 11, cut: false })
    expect(await end()).toEqual([])
  })

  test('is waited for where there is no file yet', async () => {
    const file = logFile()
    const first = tail(file).next()
    await new Promise(setImmediate)
    writeFileSync(file, 'here\n')
    expect(await first).toEqual({ line: 'here', offset: 5, cut: false })
  })

  test('is found by the poll where the system says nothing', async () => {
    const folder = logFile()
    const file = join(folder, 'later', 'demo.log')
    const first = tail(file, { poll: 10 }).next()
    await new Promise(setImmediate)
    mkdirSync(join(folder, 'later'), { recursive: true })
    writeFileSync(file, 'here\n')
    expect(await first).toMatchObject({ line: 'here' })
  })
})

describe('truncation', () => {
  test('starts again, and says so', async () => {
    const file = logFile('one\ntwo\nthr')
    const { take, next } = tail(file)
    await take(2)
    const then = next()
    truncateSync(file)
    expect(await then).toEqual({ reset: 'truncated' })
    appendFileSync(file, 'new\n')
    expect(await next()).toEqual({ line: 'new', offset: 4, cut: false })
  })

  test('is noticed even if more than before has been written since', async () => {
    const file = logFile('one\ntwo\n')
    const { take } = tail(file)
    await take(2)
    writeFileSync(file, 'ONE\nTWO\nTHREE\n')
    expect(await take(4)).toEqual([{ reset: 'truncated' }, ...lines(['ONE', 'TWO', 'THREE'])])
  })

  test('lets what was copied before be resumed', async () => {
    const file = logFile('one\ntwo\nthree\n')
    copyFileSync(file, `${file}.1`)
    writeFileSync(file, 'four\n')
    expect(await tail(file, { from: 8 }).take(3)).toEqual([
      ...lines(['three'], 8),
      { reset: 'rotated' },
      ...lines(['four']),
    ])
  })
})

describe('rotation', () => {
  test('finishes the old file, then reads the new one', async () => {
    const file = logFile('one\n')
    const { next, take } = tail(file)
    await next()
    renameSync(file, `${file}.1`)
    const then = take(4)
    await new Promise(setImmediate)
    appendFileSync(`${file}.1`, 'two\nunfinished')
    writeFileSync(file, 'three\n')
    expect(await then).toEqual([
      ...lines(['two'], 4),
      { line: 'unfinished', offset: 18, cut: false },
      { reset: 'rotated' },
      ...lines(['three']),
    ])
  })

  test('loses nothing, whenever it happens', async () => {
    const file = logFile('')
    const { next } = tail(file)
    const read: string[] = []
    for (let round = 0; round < 50; round += 1) {
      appendFileSync(file, `${round} a\n`)
      // The tail reads, or has just read, when the file is renamed.
      const first = next()
      if (round % 3 === 0) await first
      appendFileSync(file, `${round} b\n`)
      renameSync(file, `${file}.1`)
      writeFileSync(file, `${round} c\n`)
      for (const event of [await first, await next(), await next(), await next()]) {
        read.push(event !== undefined && 'line' in event ? event.line : 'reset')
      }
    }
    expect(read).toEqual(
      Array.from({ length: 50 }, (_, round) => [`${round} a`, `${round} b`, 'reset', `${round} c`]).flat(),
    )
  })

  test('lets a client that was away meanwhile resume in the old file', async () => {
    const file = logFile('one\ntwo\nthree\n')
    renameSync(file, `${file}.1`)
    writeFileSync(file, 'four\n')
    expect(await tail(file, { from: 8 }).take(3)).toEqual([
      ...lines(['three'], 8),
      { reset: 'rotated' },
      ...lines(['four']),
    ])
    expect(await tail(file, { from: 14 }).take(2)).toEqual([{ reset: 'rotated' }, ...lines(['four'])])
    expect(await tail(file, { from: 4 }).next()).toEqual({ line: 'two', offset: 8, cut: false })
  })
})

describe('the end', () => {
  test('comes with the signal, also while it waits, and at once if that has aborted before', async () => {
    const file = logFile('one\n')
    const stop = new AbortController()
    const events = tailLog(file, { signal: stop.signal })
    await events.next()
    const waiting = events.next()
    await new Promise(setImmediate)
    stop.abort()
    expect(await waiting).toEqual({ value: undefined, done: true })
    expect(await collect(tailLog(file, { signal: stop.signal }))).toEqual([])
    expect(await collect(tailLog(`${file}.none`, { signal: stop.signal }))).toEqual([])
  })

  // Which files a process has open is only Linux's to tell.
  test.runIf(process.platform === 'linux').each(['signal', 'return'])(
    'by %s leaves no file, watcher or timer',
    async (how) => {
      const set = vi.spyOn(globalThis, 'setTimeout')
      const cleared = vi.spyOn(globalThis, 'clearTimeout')
      onTestFinished(() => void vi.restoreAllMocks())
      const timers = (): unknown[] =>
        set.mock.results.flatMap(({ value }, index) =>
          set.mock.calls[index]?.[1] === UNLIKE_OTHERS ? [value] : [],
        )
      const file = logFile('one\ntwo\n')
      writeFileSync(`${file}.1`, 'old\n')
      for (const [from, count] of [
        [0, 2],
        [4, 1],
        [5, 3],
      ]) {
        const stop = new AbortController()
        const events = tailLog(file, { from: from ?? 0, poll: UNLIKE_OTHERS, signal: stop.signal })
        for (let taken = 0; taken < (count ?? 0); taken += 1) await events.next()
        expect(openFiles(file)).toHaveLength(1)
        if (how === 'signal') {
          const known = timers().length
          const waiting = events.next()
          await vi.waitFor(() => expect(timers().length).toBeGreaterThan(known))
          stop.abort()
          await waiting
        } else {
          await events.return()
        }
        expect(openFiles(file)).toEqual([])
      }
      expect(timers().length > 0).toBe(how === 'signal')
      for (const timer of timers()) expect(cleared).toHaveBeenCalledWith(timer)
      await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap'))
    },
  )
})

/** The files of a log that this process has open. */
function openFiles(file: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(file) ? [path] : []
    } catch {
      // The one that lists the others is closed by now.
      return []
    }
  })
}
