import fc from 'fast-check'
import type { ItemFraming } from '../../src/formats/item-framing.ts'
import { longHostileText } from './hostile-text.ts'

/** Values as they come out of JSON, with hostile text inside. */
export const values = fc.array(
  fc.oneof(
    longHostileText,
    fc.jsonValue(),
    fc.integer({ max: -1 }),
    fc.dictionary(longHostileText, longHostileText, { maxKeys: 2 }),
  ),
  { maxLength: 6 },
)

/** A whole body of these values; `heartbeats` puts one in front of each, and one at the end. */
export function framed(framing: ItemFraming, items: readonly unknown[], heartbeats = false): string {
  const heartbeat = heartbeats ? (framing.heartbeat ?? '') : ''
  const frames = items.map((item) => heartbeat + framing.frame(JSON.stringify(item)))
  return framing.start + frames.join('') + heartbeat + framing.end
}

/** The values as JSON hands them on: -0 is 0. */
export function asJson(items: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(items))
}
