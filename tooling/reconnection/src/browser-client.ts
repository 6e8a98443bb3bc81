import type { Browser, Page } from 'playwright-core'
import { type Client, type ClientEvent, listen, type Subscription } from './client.ts'
import { Recording } from './recording.ts'

/** A page of a browser, in which streams are opened: as a client, each from a page of its own server. */
export class StreamPage implements Client, AsyncDisposable {
  readonly ids: readonly string[] = ['42', 'a: b, "c"; d', 'é ü ÿ', '日本語 🙂']
  readonly #page: Page
  readonly #recordings: Recording<ClientEvent>[] = []

  private constructor(page: Page) {
    this.#page = page
  }

  /** Opens a page in a profile of its own. */
  static async of(browser: Browser): Promise<StreamPage> {
    const context = await browser.newContext()
    const self = new StreamPage(await context.newPage())
    await self.#page.exposeFunction('tell', (key: number, index: number, event: ClientEvent) =>
      self.#tell(key, index, event),
    )
    await self.#page.addInitScript(`globalThis.sources = []; globalThis.listen = ${listen.toString()}`)
    return self
  }

  /** Goes to the page of a server, unless it is there; the streams of the page before are gone. */
  async goTo(origin: string): Promise<void> {
    if (new URL(this.#page.url()).origin !== origin) await this.#page.goto(origin)
  }

  /** Runs a script in the page. */
  run<T>(script: string): Promise<T> {
    return this.#page.evaluate<T>(script)
  }

  async open(url: string, names?: readonly string[]): Promise<Subscription> {
    await this.goTo(new URL(url).origin)
    return this.openFromHere(url, names)
  }

  /** Opens a stream from the page it is on, listening to `open`, `error`, `message` and the events named. */
  async openFromHere(
    url: string,
    names: readonly string[] = [],
    withCredentials = false,
  ): Promise<Subscription> {
    const events = new Recording<ClientEvent>()
    const key = this.#recordings.push(events) - 1
    await this.run(`{
      const source = new EventSource(${JSON.stringify(url)}, { withCredentials: ${withCredentials} })
      let index = 0
      listen(source, ${JSON.stringify(names)}, (event) => void tell(${key}, index++, event))
      sources[${key}] = source
    }`)
    return {
      events,
      readyState: () => this.run(`sources[${key}].readyState`),
      [Symbol.asyncDispose]: () => this.run(`sources[${key}].close()`),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.context().close()
  }

  #tell(key: number, index: number, event: ClientEvent): void {
    const recording = this.#recordings[key]
    if (recording?.entries.length !== index) throw new Error('The browser has told something out of order.')
    recording.add(event)
  }
}
