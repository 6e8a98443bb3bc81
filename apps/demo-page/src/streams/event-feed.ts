import { signal, type Signal } from '@preact/signals'
import { takeConnection } from './connection-limit.ts'

/** Milliseconds after which a feed that was refused is asked for again. */
const AGAIN = 2_000

/** What is called for each event of a name, with its data as the server sent it. */
export type FeedListeners = Readonly<Record<string, (data: unknown) => void>>

/**
 * Follows events of a server for as long as it is open: through lost connections, and through the restart of the
 * server, where `EventSource` by itself would give up if it were answered anything but 200.
 */
export class EventFeed {
  readonly isOpen: Signal<boolean> = signal(false)
  readonly #url: string
  readonly #listeners: FeedListeners
  readonly #free: () => void
  #source: EventSource
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @throws {TooManyStreamsError} when the browser has no connection left for it */
  constructor(url: string, listeners: FeedListeners) {
    this.#free = takeConnection(url)
    this.#url = url
    this.#listeners = listeners
    this.#source = this.#connect()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#source.close()
    this.#free()
  }

  #connect(): EventSource {
    const source = new EventSource(this.#url)
    source.addEventListener('open', () => (this.isOpen.value = true))
    source.addEventListener('error', () => {
      this.isOpen.value = false
      if (source.readyState !== EventSource.CLOSED) return
      this.#timer = setTimeout(() => (this.#source = this.#connect()), AGAIN)
    })
    for (const [name, listener] of Object.entries(this.#listeners)) {
      source.addEventListener(name, (event: MessageEvent<string>) => listener(JSON.parse(event.data)))
    }
    return source
  }
}
