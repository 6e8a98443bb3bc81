import { signal, type Signal } from '@preact/signals'
import type { Demo } from '../demos/demo.ts'
import { eachFrame } from '../streams/each-frame.ts'
import { describeFailure, readStream } from '../streams/read-stream.ts'
import { Arrivals } from './arrivals.ts'
import type { LaneEnd } from './comparison.ts'
import type { LaneOperation } from './lane-operation.ts'

/** How many messages are shown: the last ones. */
const SHOWN = 60

/** A message, and when it arrived: milliseconds since the request. */
export interface Arrived {
  /** Its place in the stream, from 0. */
  readonly index: number
  readonly at: number
  /** The name of an event; a line has none. */
  readonly event: string | undefined
  readonly text: string
}

/** What a lane shows. */
export interface LaneView {
  /** `waiting`: there is no answer, and for long. */
  readonly state: 'idle' | 'asking' | 'waiting' | 'streaming' | 'complete' | 'stopped' | 'failed'
  /** What became of it, in a few words. */
  readonly note: string
  readonly status: number | undefined
  readonly messages: number
  readonly bytes: number
  readonly milliseconds: number
  readonly last: readonly Arrived[]
  readonly arrivals: Arrivals
}

/** Who is told what a lane's stream says. */
export interface LaneListener {
  onTexts(texts: readonly string[]): void
  onEnd(end: LaneEnd): void
}

/** One router's stream. */
export class Lane {
  readonly demo: Demo
  readonly view: Signal<LaneView> = signal(emptyView())
  #now: LaneView = emptyView()
  #last: Arrived[] = []
  readonly #draw: () => void = eachFrame(() => {
    this.view.value = { ...this.#now, last: this.#last }
  })

  constructor(demo: Demo) {
    this.demo = demo
  }

  /** Runs an operation; settles when its stream is over, whatever became of it. Not to be called before that. */
  async run(operation: LaneOperation, abort: AbortSignal, listener: LaneListener): Promise<void> {
    const { shown = ({ data }) => data } = operation
    this.#last = []
    this.#now = emptyView()
    this.#show({ state: 'asking' })
    let status = 0
    let end: LaneEnd
    try {
      await readStream(
        this.demo.url + operation.target,
        { ...operation.init, signal: abort },
        {
          onWaiting: () => this.#show({ state: 'waiting' }),
          onHead: (code, at) => {
            status = code
            this.#show({ state: 'streaming', status, milliseconds: at })
          },
          onBytes: (count, at) => {
            this.#now.arrivals.add(count, at)
            this.#show({ bytes: this.#now.bytes + count, milliseconds: at })
          },
          onMessages: (messages, at) => {
            this.#add(messages.map((message) => ({ at, event: message.event, text: shown(message) })))
            listener.onTexts(messages.map(operation.compared))
          },
        },
      )
      end = { stopped: false, how: status < 400 ? 'a clean end' : `a clean end, with status ${status}` }
      this.#show({ state: status < 400 ? 'complete' : 'failed', note: end.how })
    } catch (error) {
      const how = abort.aborted ? 'stopped by you' : describeFailure(error)
      end = { stopped: abort.aborted, how }
      this.#show({ state: abort.aborted ? 'stopped' : 'failed', note: how })
    }
    listener.onEnd(end)
  }

  #add(arrived: readonly Omit<Arrived, 'index'>[]): void {
    const first = this.#now.messages
    const numbered = arrived.map((each, place) => ({ ...each, index: first + place }))
    this.#last = [...this.#last, ...numbered.slice(-SHOWN)].slice(-SHOWN)
    this.#show({ messages: first + arrived.length })
  }

  #show(change: Partial<LaneView>): void {
    this.#now = { ...this.#now, ...change }
    this.#draw()
  }
}

function emptyView(): LaneView {
  return {
    state: 'idle',
    note: '',
    status: undefined,
    messages: 0,
    bytes: 0,
    milliseconds: 0,
    last: [],
    arrivals: new Arrivals(),
  }
}
