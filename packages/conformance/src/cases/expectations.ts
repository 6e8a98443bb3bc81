import assert from 'node:assert/strict'

import type { WireHead } from '../client/response-events.ts'
import type { Observation } from '../routes/observation-log.ts'

/** Value of a header that must be there at most once; `undefined` if it is absent. */
export function header(head: WireHead, name: string): string | undefined {
  const values = headerLines(head, name)
  assert.ok(values.length <= 1, `${name} was sent ${values.length} times: ${values.join(' | ')}`)
  return values[0]
}

/** The values of a header, one for each field line. */
export function headerLines(head: WireHead, name: string): string[] {
  return head.headers.filter(([key]) => key === name).map(([, value]) => value)
}

/** Asserts that two byte strings are equal, and says where they differ. */
export function assertBytes(actual: Uint8Array, expected: Uint8Array): void {
  const length = Math.min(actual.length, expected.length)
  for (let index = 0; index < length; index += 1) {
    if (actual[index] !== expected[index]) {
      assert.fail(`byte ${index} is ${String(actual[index])}, not ${String(expected[index])}`)
    }
  }
  assert.equal(actual.length, expected.length, 'length of the body')
}

/** The code that an observation of an error carries. */
export function codeOf(observation: Observation | undefined): unknown {
  const detail = observation?.detail
  return typeof detail === 'object' && detail !== null && 'code' in detail ? detail.code : undefined
}

/** Names of the events observed, in order. */
export function eventsOf(observations: readonly Observation[]): string[] {
  return observations.map(({ event }) => event)
}

/** Asserts that none of the events was observed. */
export function assertNever(observations: readonly Observation[], ...events: readonly string[]): void {
  const found = observations.filter(({ event }) => events.includes(event))
  assert.deepEqual(found, [], `unexpected: ${JSON.stringify(found)}`)
}
