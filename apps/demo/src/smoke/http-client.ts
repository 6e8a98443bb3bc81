import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'

/** A request to send. */
export interface Ask {
  /** `GET` unless given. */
  readonly method?: string
  /** Path and query, sent exactly so: `..` and percent signs are not touched. */
  readonly target: string
  /** Besides `host`. A compressed answer must be asked for. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent whole; none unless given. */
  readonly body?: string
  /** From `openConnection`; one of its own unless given. */
  readonly connection?: Socket
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number
  /** Those that Sluice answers for, by lower-case name. What only a framework sets differs, and may. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Whether the end was a proper one. */
  readonly complete: boolean
}

const COMPARED_HEADERS = [
  'cache-control',
  'content-length',
  'content-type',
  'retry-after',
  'transfer-encoding',
]

/**
 * Opens a connection, and sends nothing. It is closed when `signal` aborts.
 * @throws {Error} (rejects) with the system's `code`, when the server does not take it
 */
export async function openConnection(url: string, signal: AbortSignal): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), signal })
  await once(socket, 'connect')
  // Whoever uses it hears of an error.
  return socket.on('error', () => {})
}

/** Opens a request. The caller sends its body, ends it, and listens for its answer. */
export function openRequest(
  url: string,
  { method = 'GET', target, headers = {}, connection }: Ask,
  signal: AbortSignal,
): ClientRequest {
  const { hostname, port } = new URL(url)
  const by = connection === undefined ? { agent: false } : { createConnection: () => connection }
  const sent = request({ ...by, hostname, port, method, path: target, headers, signal })
  // Whoever waits for the answer hears of an error; one that comes later must not end the process.
  return sent.on('error', () => {})
}

/** Waits for the head of the answer. */
export async function headOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}

/** Sends a request, and waits for the head of its answer. */
export async function begin(url: string, what: Ask, signal: AbortSignal): Promise<IncomingMessage> {
  const sent = openRequest(url, what, signal)
  sent.end(what.body)
  return headOf(sent)
}

/** Reads an answer to its end, of whatever kind that is. */
export async function finish(answer: IncomingMessage, signal: AbortSignal): Promise<Answer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer)
  } catch {
    // How the connection broke does not matter, unless it was us.
    signal.throwIfAborted()
  }
  return {
    status: answer.statusCode ?? 0,
    headers: comparedHeaders(answer),
    body: Buffer.concat(chunks),
    complete: answer.complete,
  }
}

/** Sends a request, and reads the answer to its end. */
export async function ask(url: string, what: Ask, signal: AbortSignal): Promise<Answer> {
  return finish(await begin(url, what, signal), signal)
}

/** Asks for several targets, one after the other. */
export async function askForEach(
  url: string,
  targets: readonly string[],
  signal: AbortSignal,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const target of targets) answers.push(await ask(url, { target }, signal))
  return answers
}

/** The headers of an answer that are compared. */
export function comparedHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    COMPARED_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  )
}
