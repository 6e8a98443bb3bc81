import { signal, type Signal } from '@preact/signals'
import type { EndedStream, StreamRecord, SystemSample } from 'demo-shared/wire'
import { EventFeed, type FeedState } from '../streams/event-feed.ts'
import type { Demo } from './demo.ts'

/** How many samples are kept: two minutes of them. */
const SAMPLES = 120

/** How many streams are kept that have ended. */
const ENDED = 50

/** A sample of a demo, and when it came, in seconds since 1970. */
export interface TimedSample {
  readonly at: number
  readonly sample: SystemSample
}

/** A demo as it tells of itself: how busy it is, and what it is sending. */
export class LiveDemo implements Demo {
  readonly name: string
  readonly url: string
  /** The last two minutes. */
  readonly samples: Signal<readonly TimedSample[]> = signal([])
  /** What its handlers are at. */
  readonly running: Signal<readonly StreamRecord[]> = signal([])
  /** What has ended, the last first. */
  readonly ended: Signal<readonly EndedStream[]> = signal([])
  readonly #feeds: readonly EventFeed[]

  constructor({ name, url }: Demo) {
    this.name = name
    this.url = url
    this.#feeds = [
      new EventFeed(`${url}/system`, { sample: (data) => this.#addSample(data as SystemSample) }),
      new EventFeed(`${url}/activity`, {
        running: (data) => (this.running.value = (data as { streams: readonly StreamRecord[] }).streams),
        ended: (data) => this.#addEnded(data as EndedStream),
      }),
    ]
  }

  /** Whether it can be reached: the least of what its feeds say. */
  get state(): FeedState {
    const states = this.#feeds.map(({ state }) => state.value)
    return (['lost', 'waiting', 'asking'] as const).find((each) => states.includes(each)) ?? 'open'
  }

  /** What the demo says of the last stream with this target that it has sent or is sending. */
  recordOf(target: string): StreamRecord | EndedStream | undefined {
    const isIt = (record: StreamRecord): boolean => record.target === target
    return this.running.value.findLast(isIt) ?? this.ended.value.find(isIt)
  }

  close(): void {
    for (const feed of this.#feeds) feed.close()
  }

  #addSample(sample: SystemSample): void {
    const timed = { at: Math.round(Date.now() / 1_000), sample }
    this.samples.value = [...this.samples.value, timed].slice(-SAMPLES)
  }

  #addEnded(ended: EndedStream): void {
    this.running.value = this.running.value.filter(({ id }) => id !== ended.id)
    this.ended.value = [ended, ...this.ended.value].slice(0, ENDED)
  }
}
