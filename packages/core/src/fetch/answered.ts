/** What nginx logs for a client that left before it was answered; no standard status says that. */
const CLIENT_CLOSED_REQUEST = 499

/**
 * The response that an exchange answers with. The exchange goes on behind it; one that is over
 * without an answer, because the client has left, gives an empty 499 that nobody is left to see.
 */
export function answered(run: (answer: (response: Response) => void) => Promise<void>): Promise<Response> {
  return new Promise((resolve, reject) => {
    run(resolve).then(() => resolve(new Response(null, { status: CLIENT_CLOSED_REQUEST })), reject)
  })
}
