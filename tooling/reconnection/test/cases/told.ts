import { expect } from 'vitest'
import { type ClientEvent, CLOSED, type Subscription } from '../../src/client.ts'
import type { Served } from '../../src/serve.ts'

/** The numbers that a client has received, in order. */
export function numbersOf(events: readonly ClientEvent[]): number[] {
  return events.flatMap(({ type, data }) =>
    type === 'tick' && data !== undefined ? [(JSON.parse(data) as { n: number }).n] : [],
  )
}

/** How many events of a type a client has heard. */
export function count(events: readonly { readonly type: string }[], type: string): number {
  return events.filter((event) => event.type === type).length
}

/** Waits until so many more numbers have arrived. */
export async function receive({ events }: Subscription, more: number): Promise<void> {
  const goal = numbersOf(events.entries).length + more
  await events.until(`${more} more numbers`, (entries) => numbersOf(entries).length >= goal)
}

/** Waits until the connection has been opened so many times in all. */
export async function opened({ events }: Subscription, times: number): Promise<void> {
  await events.until(`open for time ${times}`, (entries) => count(entries, 'open') >= times)
}

/** Waits until the client has given up. */
export async function closed({ events }: Subscription): Promise<void> {
  await events.until('closed for good', (entries) => entries.at(-1)?.state === CLOSED)
}

/** Expects every number from the first on, in order and once. */
export function expectEveryNumber({ events }: Subscription, first = 1): void {
  const numbers = numbersOf(events.entries)
  expect(numbers).toEqual(numbers.map((_, i) => first + i))
}

/**
 * Expects that each connection asked for what follows the last event before it: the header is its id,
 * and there is none the first time.
 */
export function expectExactIds({ events }: Subscription, served: Served, path: string): void {
  const asked = served.requestsFor(path).map(({ lastEventId }) => lastEventId)
  const known: (string | undefined)[] = []
  let last: string | undefined
  for (const event of events.entries) {
    // An answer that is refused or a 204 opens nothing, and is the last.
    if (event.type === 'open' || event.state === CLOSED) known.push(last)
    last = numbersOf([event]).at(0)?.toString() ?? last
  }
  expect(asked).toEqual(known)
}
