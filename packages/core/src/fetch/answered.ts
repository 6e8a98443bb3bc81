import type { ExchangeEnd } from '../exchange/exchange-end.ts'

/** What nginx logs for a client that left before it was answered; no standard status says that. */
const CLIENT_CLOSED_REQUEST = 499

/**
 * The response that an exchange answers with. The exchange goes on behind it; one that is over
 * without an answer, because the client has left, gives an empty 499 that nobody is left to see.
 *
 * @param run is given how to answer, and what to tell of the end of the exchange: by `startExchange`, or
 *   by the promise of `runExchange` that it returns
 */
export function answered(
  run: (answer: (response: Response) => void, end: ExchangeEnd) => void | Promise<void>,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const pending = new PendingAnswer(resolve, reject)
    run((response) => pending.answer(response), pending)?.then(
      () => pending.over(),
      (error: unknown) => pending.failed(error),
    )
  })
}

/** Lets go of the response once it was given: an exchange that goes on would keep it (`tooling/bench`, idle-10k). */
class PendingAnswer implements ExchangeEnd {
  #resolve: ((response: Response) => void) | undefined
  #reject: ((error: unknown) => void) | undefined

  constructor(resolve: (response: Response) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  answer(response: Response): void {
    this.#resolve?.(response)
    this.#settled()
  }

  over(): void {
    this.#resolve?.(new Response(null, { status: CLIENT_CLOSED_REQUEST }))
    this.#settled()
  }

  failed(error: unknown): void {
    this.#reject?.(error)
    this.#settled()
  }

  #settled(): void {
    this.#resolve = undefined
    this.#reject = undefined
  }
}
