import type { WireExchange } from '../../client/wire-exchange.ts'
import { readMessages } from '../../readers/read-messages.ts'
import type { EventStep } from '../../routes/operations/event-step.ts'
import type { RequestOptions, Target } from '../../target/target.ts'
import { header } from '../expectations.ts'

/** What a request to a scripted stream says besides its steps. */
export interface ScriptedInit extends RequestOptions {
  /** The operation, below the prefix; `/op/events` by default. */
  readonly path?: string
  readonly accept?: string
  /** More of the query: `&before=stop`. */
  readonly query?: string
}

/** Asks a scripted stream to do these steps. */
export async function scripted(
  target: Target,
  run: string,
  steps: readonly EventStep[],
  { path = '/op/events', accept, query = '', headers = [], ...options }: ScriptedInit = {},
): Promise<WireExchange> {
  const accepted = accept === undefined ? [] : ([['accept', accept]] as const)
  return target.request(scriptedPath(path, run, steps) + query, {
    ...options,
    headers: [...accepted, ...headers],
  })
}

/** The path of a scripted stream with its steps. */
export function scriptedPath(path: string, run: string, steps: readonly EventStep[]): string {
  return `${path}?run=${run}&steps=${encodeURIComponent(JSON.stringify(steps))}`
}

/** Waits until so many messages are complete, and returns them. Whatever has come must make sense already. */
export async function messages(exchange: WireExchange, count: number): Promise<unknown[]> {
  const contentType = header(await exchange.head(), 'content-type') ?? ''
  for (;;) {
    const read = readMessages(contentType, exchange.soFar)
    if (read.length >= count) return read
    await exchange.bytes(exchange.received + 1)
  }
}

/** Waits for a clean end, and returns all messages. */
export async function allMessages(exchange: WireExchange): Promise<unknown[]> {
  const contentType = header(await exchange.head(), 'content-type') ?? ''
  return readMessages(contentType, await exchange.body())
}
