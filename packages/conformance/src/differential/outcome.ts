import { headerLines } from '../cases/expectations.ts'
import type { WireHead } from '../client/response-events.ts'
import type { WireExchange } from '../client/wire-exchange.ts'

/**
 * Headers that may differ between servers, and why: `date` is the time; `connection` and
 * `keep-alive` speak of the server's own connection handling; `transfer-encoding` and
 * `content-length` say how one server delimits a body that all send alike (a framework may count a
 * body that has ended before the head is sent).
 */
const incomparableHeaders: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
])

/** All that a client can tell of a response, in a form that can be compared. */
export interface Outcome {
  readonly status: number
  /** Names and values, sorted; of a repeated name the values joined, but for cookies. */
  readonly headers: readonly string[]
  /** In Base64. Of a body that was cut off, nothing: how much of it arrives is a matter of timing. */
  readonly body: string
  readonly end: 'clean' | 'cut off'
}

/** Waits for the end of a response and reports what came of it. */
export async function outcomeOf(exchange: WireExchange): Promise<Outcome> {
  const end = await exchange.end()
  const head = await exchange.head()
  const clean = end.kind === 'clean'
  return {
    status: head.status,
    headers: comparable(head).map((line) => withoutBoundary(line, head)),
    body: clean
      ? Buffer.from(withoutBoundary(exchange.soFar.toString('latin1'), head)).toString('base64')
      : '',
    end: clean ? 'clean' : 'cut off',
  }
}

/**
 * `Headers` of the Fetch standard joins field lines of one name, which RFC 9110 section 5.3 says is
 * the same; only cookies must stay apart.
 */
function comparable(head: WireHead): string[] {
  const names = new Set(head.headers.map(([name]) => name).filter((name) => !incomparableHeaders.has(name)))
  return [...names]
    .flatMap((name) => {
      const lines = headerLines(head, name)
      const values = name === 'set-cookie' ? lines : [lines.join(', ').trim()]
      return values.map((value) => `${name}: ${value}`)
    })
    .toSorted()
}

/** The boundary of a multipart body is random. */
function withoutBoundary(text: string, head: WireHead): string {
  const boundary = /boundary=(\w+)/.exec(headerLines(head, 'content-type').join())?.[1]
  return boundary === undefined ? text : text.replaceAll(boundary, 'boundary')
}
