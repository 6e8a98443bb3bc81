import { TickCheck } from '../wire/tick-check.ts'
import { Client } from './client.ts'
import type { Hold } from './load.ts'
import type { Running, Seen } from './running.ts'

/** Opened at the same time; more would wait in the server's backlog. */
const AT_ONCE = 200

/** Opens streams, waits until each has had its event and a heartbeat, and keeps them. */
export async function hold({ connections }: Hold, port: number, path: string, seen: Seen): Promise<Running> {
  const clients: Client[] = []
  const beaten: Promise<void>[] = []
  while (clients.length < connections) {
    const opened = Array.from({ length: Math.min(AT_ONCE, connections - clients.length) }, () =>
      open(port, path, seen),
    )
    for (const { client, beat } of opened) {
      clients.push(client)
      beaten.push(beat)
    }
    await Promise.all(opened.map(({ first }) => first))
  }
  await Promise.all(beaten)
  return { finish: () => clients.forEach((client) => client.reset()) }
}

function open(
  port: number,
  path: string,
  seen: Seen,
): { readonly client: Client; readonly first: Promise<void>; readonly beat: Promise<void> } {
  const client = new Client(port, path)
  const check = new TickCheck(Infinity)
  let onFirst = (): void => {}
  let onBeat = (): void => {}
  const first = new Promise<void>((resolve) => {
    onFirst = resolve
  })
  const beat = new Promise<void>((resolve) => {
    onBeat = resolve
  })
  /** Asides before the first event: greetings, not heartbeats. */
  let greetings = Infinity
  const onBody = (): void => {
    if (check.ticks === 0) return
    if (greetings === Infinity) greetings = check.asides
    onFirst()
    if (check.asides > greetings) onBeat()
  }
  void client.request(check, onBody).then((problem) => {
    seen.problems.add(problem)
    onFirst()
    onBeat()
  })
  return { client, first, beat }
}
