import { EventSource } from 'eventsource'
import { type Client, type ClientEvent, listen, type Subscription } from './client.ts'
import { Recording } from './recording.ts'

/** The npm package `eventsource`, in this process. */
export const npmClient: Client = {
  // It gives ids to `fetch` as they are, which takes Latin-1.
  ids: ['42', 'a: b, "c"; d', 'é ü ÿ'],
  open: (url, names = []) => Promise.resolve(openSource(url, names)),
}

function openSource(url: string, names: readonly string[]): Subscription {
  const source = new EventSource(url)
  const events = new Recording<ClientEvent>()
  listen(source, names, (event) => events.add(event))
  return {
    events,
    readyState: () => Promise.resolve(source.readyState),
    [Symbol.asyncDispose]: () => Promise.resolve(source.close()),
  }
}
