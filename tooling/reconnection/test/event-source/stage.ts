import type { Operation } from '@sluice/core'
import type { Cors } from '../../src/adapters.ts'
import type { StreamPage } from '../../src/browser-client.ts'
import type { Subscription } from '../../src/client.ts'
import { RETRY } from '../../src/numbers.ts'
import { type Served, serve } from '../../src/serve.ts'
import { opened } from '../cases/told.ts'
import type { Scene } from './event-source-case.ts'

/** A page that is shown, and on another origin a server whose streams it opens. */
export class Stage implements AsyncDisposable {
  readonly served: Served
  readonly #page: StreamPage
  readonly #home: Served

  /** Use `setStage`. */
  constructor(page: StreamPage, home: Served, served: Served) {
    this.#page = page
    this.#home = home
    this.served = served
  }

  /** Opens a stream of the server from the page, listening to the events named besides the usual ones. */
  open(path: string, names: readonly string[] = [], withCredentials = false): Promise<Subscription> {
    return this.#page.openFromHere(this.served.origin + path, names, withCredentials)
  }

  /** Runs a script in the page. */
  run<T>(script: string): Promise<T> {
    return this.#page.run<T>(script)
  }

  /** What `fetch` may see of an answer: the page is let read it, whatever `EventSource` makes of it. */
  look(path: string): Promise<{ readonly status: number; readonly type: string }> {
    return this.run(`(async () => {
      const { status, headers, body } = await fetch(${JSON.stringify(this.served.origin + path)})
      await body?.cancel()
      return { status, type: headers.get('content-type') }
    })()`)
  }

  /** Waits while another stream of the page reconnects several times. */
  async severalRetries(): Promise<void> {
    await using clock = await this.open(`/retrying/send/${RETRY}`)
    await opened(clock, 5)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.served[Symbol.asyncDispose]()
    await this.#home[Symbol.asyncDispose]()
  }
}

/**
 * Shows a page, and starts a server that has some operations besides the usual ones.
 *
 * @param corsFor whom the server lets read, by the page's origin: by default that one, with credentials
 */
export async function setStage(
  { page, adapter }: Scene,
  operations: readonly Operation[] = [],
  corsFor: (origin: string) => Cors = (origin) => ({ origin, credentials: true }),
): Promise<Stage> {
  const home = await serve(adapter)
  const served = await serve(adapter, corsFor(home.origin), operations)
  await page.goTo(home.origin)
  return new Stage(page, home, served)
}
