import { signal, type Signal } from '@preact/signals'
import { takeConnection } from './connection-limit.ts'
import { whenItTakesLong } from './patient-fetch.ts'

/** Milliseconds after which a feed that was refused is asked for again. */
const AGAIN = 2_000

/** What is called for each event of a name, with its data as the server sent it. */
export type FeedListeners = Readonly<Record<string, (data: unknown) => void>>

/** `waiting`: it was asked for a while ago, and nobody has said anything. `lost`: it was cut off, or refused. */
export type FeedState = 'asking' | 'waiting' | 'open' | 'lost'

/**
 * Follows events of a server for as long as it is open: through lost connections, and through the restart of the
 * server, where `EventSource` by itself would give up if it were answered anything but 200.
 */
export class EventFeed {
  readonly state: Signal<FeedState> = signal('asking')
  readonly #url: string
  readonly #listeners: FeedListeners
  readonly #free: () => void
  #source: EventSource
  #timer: ReturnType<typeof setTimeout> | undefined
  #answered: () => void = () => {}

  /** @throws {TooManyStreamsError} when the browser has no connection left for it */
  constructor(url: string, listeners: FeedListeners) {
    this.#free = takeConnection(url)
    this.#url = url
    this.#listeners = listeners
    this.#source = this.#connect()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#answered()
    this.#source.close()
    this.#free()
  }

  #connect(): EventSource {
    const source = new EventSource(this.#url)
    this.#answered = whenItTakesLong(() => (this.state.value = 'waiting'))
    source.addEventListener('open', () => this.#show('open'))
    source.addEventListener('error', () => {
      this.#show('lost')
      if (source.readyState !== EventSource.CLOSED) return
      this.#timer = setTimeout(() => (this.#source = this.#connect()), AGAIN)
    })
    for (const [name, listener] of Object.entries(this.#listeners)) {
      source.addEventListener(name, (event: MessageEvent<string>) => listener(JSON.parse(event.data)))
    }
    return source
  }

  #show(state: FeedState): void {
    this.#answered()
    this.state.value = state
  }
}
