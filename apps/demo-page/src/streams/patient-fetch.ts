/** Milliseconds without an answer after which it is said why that may be. */
const PATIENCE = 3_000

/** What there is to say of an answer that does not come, because a browser says nothing. */
export const NO_ANSWER: string =
  'no answer yet. A browser has six connections for a server over HTTP/1.1, and all tabs share them: another tab may have taken them. Close it, and this one goes on by itself.'

/** Calls `tell` when an answer takes long, unless the returned function has been called by then. */
export function whenItTakesLong(tell: () => void): () => void {
  const timer = setTimeout(tell, PATIENCE)
  return () => clearTimeout(timer)
}

/**
 * As `fetch`, for a server that answers at once if it is reached. What comes is not put into the browser's cache, which
 * would read on, for 60 MB in Chromium, where the page has stopped.
 * @param onWaiting is called when that takes long
 */
export async function patientFetch(url: string, init: RequestInit, onWaiting: () => void): Promise<Response> {
  const answered = whenItTakesLong(onWaiting)
  try {
    return await fetch(url, { cache: 'no-store', ...init })
  } finally {
    answered()
  }
}
