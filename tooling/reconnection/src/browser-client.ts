import type { Browser, Page } from 'playwright-core'
import { type Client, type ClientEvent, listen, type Subscription } from './client.ts'
import { Recording } from './recording.ts'

/** A page of a browser, in which streams are opened. */
export class StreamPage implements AsyncDisposable {
  readonly #page: Page
  readonly #recordings: Recording<ClientEvent>[] = []

  private constructor(page: Page) {
    this.#page = page
  }

  /** Opens a page in a profile of its own, from the server that it is to belong to. */
  static async at(browser: Browser, origin: string): Promise<StreamPage> {
    const context = await browser.newContext()
    const self = new StreamPage(await context.newPage())
    await self.#page.exposeFunction('tell', (key: number, index: number, event: ClientEvent) =>
      self.#tell(key, index, event),
    )
    await self.#page.addInitScript(`globalThis.sources = []; ${listen.toString()}`)
    await self.#page.goto(origin)
    return self
  }

  /** Runs a script in the page. */
  run<T>(script: string): Promise<T> {
    return this.#page.evaluate<T>(script)
  }

  /** Opens a stream, listening to `open`, `error`, `message` and the events named. */
  async open(url: string, names: readonly string[] = [], withCredentials = false): Promise<Subscription> {
    const events = new Recording<ClientEvent>()
    const key = this.#recordings.push(events) - 1
    await this.run(`{
      const source = new EventSource(${JSON.stringify(url)}, { withCredentials: ${withCredentials} })
      let index = 0
      listen(source, ${JSON.stringify(names)}, (event) => void tell(${key}, index++, event))
      sources.push(source)
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

/** The `EventSource` of a browser; each stream in a page of its own, from the server it belongs to. */
export function browserClient(browser: Browser): Client {
  return {
    ids: ['42', 'a: b, "c"; d', 'é ü ÿ', '日本語 🙂'],
    async open(url, names) {
      const page = await StreamPage.at(browser, new URL(url).origin)
      const subscription = await page.open(url, names)
      return { ...subscription, [Symbol.asyncDispose]: () => page[Symbol.asyncDispose]() }
    },
  }
}
