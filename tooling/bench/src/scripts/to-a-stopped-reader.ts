import { setImmediate as turn } from 'node:timers/promises'
import { type Tick, tickAt } from '../content/tick.ts'
import type { Script } from './script.ts'

/** Characters in an event: few events make many bytes. */
const LENGTH = 4 * 1024
/** Events after which even a handler that never awaits lets others have a turn. */
const PER_TURN = 64

/**
 * Goes on sending to a client that has stopped reading, until so many bytes were sent, the client has
 * left, or (if it awaits) for as long as it may.
 *
 * @param onProgress hears the number of events so far
 */
export function toAStoppedReader(
  bytes: number,
  awaiting: boolean,
  onProgress: (events: number) => void,
): Script<Tick> {
  const count = Math.ceil(bytes / LENGTH)
  // A fresh string each time, or all that waits would share the same memory.
  const make = (i: number): Tick => tickAt(i, 0, String.fromCharCode(97 + (i % 26)).repeat(LENGTH))
  return {
    async push(send, onGone) {
      let gone = false
      onGone(() => {
        gone = true
      })
      for (let i = 0; i < count && !gone; i++) {
        const sent = send(make(i))
        onProgress(i + 1)
        if (awaiting && sent !== undefined) await sent
        if (i % PER_TURN === 0) await turn()
      }
    },
    async *pull() {
      for (let i = 0; i < count; i++) {
        yield make(i)
        onProgress(i + 1)
        if (i % PER_TURN === 0) await turn()
      }
    },
  }
}
