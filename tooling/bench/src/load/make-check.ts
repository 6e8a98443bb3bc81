import { PATTERN } from '../content/pattern.ts'
import { THREE_TEXTS } from '../scripts/three-writes.ts'
import type { BodyCheck } from '../wire/body-check.ts'
import { PatternCheck } from '../wire/pattern-check.ts'
import { type OnTick, TickCheck } from '../wire/tick-check.ts'
import type { Expectation } from './load.ts'

const TEXTS = Buffer.from(THREE_TEXTS.join(''))

/** Makes the check of one body. */
export function makeCheck(expect: Expectation, onTick?: OnTick): BodyCheck {
  switch (expect.kind) {
    case 'ticks':
      return new TickCheck(expect.count, onTick)
    case 'pattern':
      return new PatternCheck(PATTERN, expect.bytes)
    case 'three-texts':
      return new PatternCheck(TEXTS, TEXTS.length)
  }
}
