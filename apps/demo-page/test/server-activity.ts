import { createParser } from 'eventsource-parser'

/** A stream, as `GET /activity` tells of it. */
export interface ServerStream {
  readonly target: string
  readonly bytes: number
  readonly milliseconds: number
  readonly outcome?: 'completed' | 'disconnected' | 'failed'
  readonly error?: string | null
}

/** What a demo says of its streams, read without any browser. */
export class ServerActivity {
  /** What runs, but for this very question. */
  running: readonly ServerStream[] = []
  /** What has ended since. */
  readonly ended: ServerStream[] = []
  readonly #controller = new AbortController()
  #over: Promise<void> = Promise.resolve()

  /** Asks a demo; settles with its first answer. */
  static async of(url: string): Promise<ServerActivity> {
    const activity = new ServerActivity()
    const response = await fetch(`${url}/activity`, { signal: activity.#controller.signal })
    await new Promise<void>((first) => (activity.#over = activity.#read(response, first)))
    return activity
  }

  /** Paths and queries of what runs. */
  targets(): string[] {
    return this.running.map(({ target }) => target)
  }

  async stop(): Promise<void> {
    this.#controller.abort()
    await this.#over
  }

  async #read({ body }: Response, first: () => void): Promise<void> {
    if (body === null) throw new Error('There is no activity.')
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'ended') this.ended.push(JSON.parse(data))
        if (event !== 'running') return
        const { streams } = JSON.parse(data) as { streams: ServerStream[] }
        // The newest at first, which is this one; others with its target are of pages.
        const own = streams.findLastIndex(({ target }) => target === '/activity')
        this.running = streams.toSpliced(own, 1)
        first()
      },
    })
    const text = body.pipeThrough(new TextDecoderStream())
    try {
      for await (const chunk of text) parser.feed(chunk)
    } catch (error) {
      if (!this.#controller.signal.aborted) throw error
    }
  }
}
