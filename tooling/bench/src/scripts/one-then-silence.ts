import { type Tick, tickAt } from '../content/tick.ts'
import type { Script } from './script.ts'

/** Sends one event, and then waits until the client leaves. */
export function oneThenSilence(): Script<Tick> {
  return {
    async push(send, onGone) {
      const sent = send(tickAt(0))
      if (sent !== undefined) await sent
      await new Promise<void>((resolve) => onGone(resolve))
    },
    async *pull(onGone) {
      yield tickAt(0)
      await new Promise<void>((resolve) => onGone(resolve))
    },
  }
}
