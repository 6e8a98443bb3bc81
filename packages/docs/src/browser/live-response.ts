import { isStreaming, StreamText } from './stream-text.ts'
import type { Plugin, ShownResponse } from './swagger-ui.ts'

/** Milliseconds between two changes of what is shown. */
const FRAME = 100

type Show = (response: ShownResponse) => void

/**
 * Swagger UI shows a response once it has ended, which a stream need not do. Here a streaming response is
 * shown while it arrives; "Clear" and another "Execute" close it.
 */
export const liveResponse: Plugin = ({ specActions }) => {
  const running = new Map<string, AbortController>()
  const stop = (path: string, method: string): void => running.get(`${method} ${path}`)?.abort()
  return {
    statePlugins: {
      spec: {
        wrapActions: {
          executeRequest: (original) => (request) => {
            const { pathName, method } = request
            stop(pathName, method)
            const controller = new AbortController()
            running.set(`${method} ${pathName}`, controller)
            const show: Show = (response) => specActions.setResponse(pathName, method, response)
            return original({
              ...request,
              userFetch: async (url, init) => fetchLive(url, init, controller.signal, show),
            })
          },
          clearResponse: (original) => (path, method) => {
            stop(path, method)
            return original(path, method)
          },
        },
      },
    },
    wrapComponents: {
      // JSON Lines would be parsed as one piece of JSON, for having JSON in their name.
      responseBody:
        (original, { React }) =>
        (props) => {
          const contentType = isStreaming(props.contentType) ? 'text/plain' : props.contentType
          return React.createElement(original, contentType === undefined ? props : { ...props, contentType })
        },
    },
  }
}

/** A `fetch` that resolves to responses that end, and shows the others itself. */
async function fetchLive(url: string, init: RequestInit, signal: AbortSignal, show: Show): Promise<Response> {
  const start = Date.now()
  try {
    const response = await fetch(url, { ...init, signal })
    if (response.body === null || !isStreaming(response.headers.get('content-type') ?? undefined))
      return response
    await follow(response, response.body, start, signal, show)
  } catch (error) {
    if (!signal.aborted) throw error
  }
  // Everything has been shown, or is not wanted any more: Swagger UI has nothing left to do.
  return new Promise<never>(() => {})
}

async function follow(
  response: Response,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  start: number,
  signal: AbortSignal,
  show: Show,
): Promise<void> {
  const text = new StreamText()
  let timer: ReturnType<typeof setTimeout> | undefined
  const showNow = (): void => {
    timer = undefined
    if (!signal.aborted) show(shown(response, String(text), Date.now() - start))
  }
  showNow()
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text.append(next.value)
      timer ??= setTimeout(showNow, FRAME)
    }
  } catch {
    text.append('\n(the connection broke off here)')
  }
  clearTimeout(timer)
  showNow()
}

function shown(response: Response, text: string, duration: number): ShownResponse {
  const { ok, url, status, statusText } = response
  return {
    ok,
    url,
    status,
    statusText,
    headers: Object.fromEntries(response.headers),
    text,
    data: text,
    duration,
  }
}
