import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** What a server has answered. */
export interface Answer {
  readonly status: number
  readonly type: string | undefined
  readonly allow: string | undefined
  readonly body: string
}

/** Asks for a path exactly as it is written, which `fetch` would not. */
export function ask(url: string, path: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const outgoing = request({ hostname, port, path, method }, (response) => {
      const { statusCode = 0, headers } = response
      text(response).then(
        (body) => resolve({ status: statusCode, type: headers['content-type'], allow: headers.allow, body }),
        reject,
      )
    })
    outgoing.once('error', reject).end()
  })
}
