import type { LiveDemo } from './live-demo.ts'

/** What a card is given that is about one demo of several. */
export interface AboutOne {
  readonly demos: readonly LiveDemo[]
  /** Which it is about until somebody chooses another. */
  readonly first: LiveDemo
}
