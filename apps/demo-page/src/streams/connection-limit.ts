/** How many connections a browser opens to one server over HTTP/1.1; what goes beyond that waits, and says nothing. */
const CONNECTIONS = 6

/** One is left for requests that are answered at once. */
const STREAMS: number = CONNECTIONS - 1

/** More streams were asked for than the browser has connections for. */
class TooManyStreamsError extends Error {
  constructor() {
    super(
      `${STREAMS} streams from this server are open. A browser has ${CONNECTIONS} connections for a server over HTTP/1.1, and one is kept for short requests: stop a stream first.`,
    )
  }
}

/** How many streams this page has open, by origin. */
const open = new Map<string, number>()

/**
 * Takes one of the connections to a server, until the returned function is called.
 * @throws {TooManyStreamsError} when there is none left
 */
export function takeConnection(url: string): () => void {
  const { origin } = new URL(url)
  const count = open.get(origin) ?? 0
  if (count >= STREAMS) throw new TooManyStreamsError()
  open.set(origin, count + 1)
  let isFree = false
  return () => {
    if (isFree) return
    isFree = true
    open.set(origin, (open.get(origin) ?? 1) - 1)
  }
}
