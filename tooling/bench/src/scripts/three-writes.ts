import { setImmediate as turn } from 'node:timers/promises'
import type { Chunk, Script } from './script.ts'

/** What is written: three lines of a hundred characters. */
export const THREE_TEXTS: readonly string[] = ['a', 'b', 'c'].map((letter) => `${letter.repeat(99)}\n`)

/**
 * A short answer in three writes.
 *
 * @param spread whether another turn of the event loop passes before the last write; else the response is
 *   complete in the tick in which it began
 */
export function threeWrites(spread: boolean): Script<Chunk> {
  return {
    ...(spread ? {} : { flatOut: { count: THREE_TEXTS.length } }),
    async push(send) {
      let left = THREE_TEXTS.length
      for (const text of THREE_TEXTS) {
        left -= 1
        if (spread && left === 0) await turn()
        const sent = send(text)
        if (sent !== undefined) await sent
      }
    },
    async *pull() {
      let left = THREE_TEXTS.length
      for (const text of THREE_TEXTS) {
        left -= 1
        if (spread && left === 0) await turn()
        yield text
      }
    },
  }
}
