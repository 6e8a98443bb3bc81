import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** How it answers. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>

/** A server that is asked in place of a language model's. */
export interface FakeUpstream {
  readonly baseUrl: string
  /** What it was sent. */
  readonly requests: Array<{ readonly url?: string; readonly authorization?: string; readonly body: unknown }>
  /** How many answers were broken off by the one who asked. */
  left: number
}

/** An upstream server that answers as it is told, until the test is over. */
export async function fakeUpstream(answer: Answer): Promise<FakeUpstream> {
  const fake: FakeUpstream = { baseUrl: '', requests: [], left: 0 }
  const server = createServer(async (request, response) => {
    response.on('close', () => (fake.left += response.writableFinished ? 0 : 1))
    const { url = '', headers } = request
    const { authorization = '' } = headers
    fake.requests.push({ url, authorization, body: JSON.parse(await text(request)) })
    await answer(response, request)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(fake, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` })
}

/** An event with a piece of an answer. */
export function chunkEvent(content: string, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finishReason }]
  const data = { id: '1', object: 'chat.completion.chunk', created: 1, model: 'big', choices, extra: true }
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Begins a stream of events. */
export function streaming(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
}
