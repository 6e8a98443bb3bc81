import { ChangeWatch } from './change-watch.ts'
import { identityOf, isSameFile } from './file-identity.ts'
import { type LogLine, LineSplitter } from './line-splitter.ts'
import { LogFile } from './log-file.ts'
import { previousLog } from './previous-log.ts'

/** Bytes of a line that are kept, unless told otherwise: 64 KiB. */
const MAX_LINE = 64 * 1024

/** Milliseconds between two looks at a file that says nothing of its changes, unless told otherwise. */
const POLL = 1_000

/** Says that the next line is not the one after the last: offsets start at 0 again. */
export interface LogReset {
  /**
   * - `rotated`: the file was renamed or removed after its last line, and a new one has its name; files that had the
   *   name only between two looks are not seen;
   * - `truncated`: the file was emptied; lines that had not been read by then are gone;
   * - `unknown-offset`: the tail was to start where no line of the log ends.
   */
  readonly reset: 'rotated' | 'truncated' | 'unknown-offset'
}

/** Where a tail starts, and what ends it. */
export interface TailOptions {
  /**
   * The `offset` of a line, to go on with the next one, nothing lost and nothing twice; 0, the start, unless given.
   * An offset says nothing of which file it belongs to: one that does not fit the log as it is now is tried on the
   * log as it was before the last rotation.
   */
  readonly from?: number
  /** Ends the tail, quietly. */
  readonly signal: AbortSignal
  /** Most bytes of a line; a longer one is cut. 64 KiB unless given. */
  readonly maxLine?: number
  /** Milliseconds between two looks at a file of whose changes the system says nothing; 1000 unless given. */
  readonly poll?: number
}

/**
 * The lines of a growing file, each once its line break is written, until the signal aborts.
 *
 * It follows the name: a file that is renamed is read to its end, and then the new one of that name from its start. A
 * file that does not exist yet is waited for. One file and one watcher are open all the time; they are closed when the
 * signal aborts or the generator returns.
 */
export async function* tailLog(
  file: string,
  { from = 0, signal, maxLine = MAX_LINE, poll = POLL }: TailOptions,
): AsyncGenerator<LogLine | LogReset, void, undefined> {
  const watch = new ChangeWatch(file, poll, signal)
  try {
    let log = await openAt(file, from)
    while (log === undefined && !signal.aborted) {
      await watch.change()
      log = await LogFile.open(file, from)
    }
    if (log !== undefined) yield* follow({ file, log, from, signal, maxLine, watch })
  } finally {
    watch.close()
  }
}

interface Following extends Required<Omit<TailOptions, 'poll'>> {
  readonly file: string
  /** What is read first. */
  readonly log: LogFile
  readonly watch: ChangeWatch
}

async function* follow(following: Following): AsyncGenerator<LogLine | LogReset, void, undefined> {
  const { file, from, signal, maxLine, watch } = following
  let log: LogFile = following.log
  let lines = new LineSplitter(from, maxLine)
  try {
    if (!(await log.continues())) {
      log.rewind()
      lines = new LineSplitter(0, maxLine)
      yield { reset: 'unknown-offset' }
    }
    while (!signal.aborted) {
      // Asked before reading on: what was written until the file lost its name is still to be read from it.
      const lostItsName = !isSameFile(await identityOf(file), log.identity)
      const chunk = await log.read()
      if (chunk === undefined) {
        log.rewind()
        lines = new LineSplitter(0, maxLine)
        yield { reset: 'truncated' }
      } else if (chunk.length > 0) {
        yield* lines.push(chunk)
      } else {
        const next = lostItsName ? await LogFile.open(file, 0) : undefined
        if (next === undefined) {
          await watch.change()
        } else {
          await log.close()
          log = next
          yield* lines.end()
          lines = new LineSplitter(0, maxLine)
          yield { reset: 'rotated' }
        }
      }
    }
  } finally {
    await log.close()
  }
}

/** The file that `from` fits: the log, or what it was before the last rotation. If it fits neither, the log. */
async function openAt(file: string, from: number): Promise<LogFile | undefined> {
  const log = await LogFile.open(file, from)
  if (log !== undefined && (await log.continues())) return log
  const previous = await LogFile.open(previousLog(file), from)
  if (previous === undefined) return log
  const fits = await previous.continues()
  await (fits ? log : previous)?.close()
  return fits ? previous : log
}
