import type { Adapter } from '../../src/adapters.ts'
import type { StreamPage } from '../../src/browser-client.ts'

/** Where a case is played: a page of a real browser, and an adapter. */
export interface Scene {
  readonly page: StreamPage
  readonly adapter: Adapter
}

/** One thing that the browser's `EventSource` must find on every adapter, as data. Failing is throwing. */
export interface EventSourceCase {
  readonly id: `EventSource.${string}`
  /** The clause of the stream contract that is seen from the browser's side here. */
  readonly clause: string
  readonly title: string
  run(scene: Scene): Promise<void>
}
