import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createApi } from '@sluice/core'
import { mount } from '@sluice/node'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { drop } from '../src/operations/drop.ts'
import { ticks } from '../src/operations/ticks.ts'
import { OpenResponses } from '../src/serve/open-responses.ts'
import { openSocket, type Served, serveOperations } from './serve-operation.ts'

interface Droppable extends Served {
  readonly responses: OpenResponses
  /** Asks for it; resolves to how many connections were cut. */
  drop(target: string): Promise<number>
  /** A client of a stream, once it has bytes of that. */
  follow(target: string): Promise<Socket>
}

async function serveDroppable(): Promise<Droppable> {
  const responses = new OpenResponses()
  const served = await serveOperations([drop(responses), ticks])
  responses.watch(served.server)
  return {
    ...served,
    responses,
    drop: async (target) => {
      const answer = await post(served.url, { target })
      expect(answer.status).toBe(200)
      return ((await answer.json()) as { readonly dropped: number }).dropped
    },
    follow: async (target) => {
      const socket = await openSocket(served.port)
      socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
      await once(socket, 'data')
      return socket
    },
  }
}

function post(url: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/drop`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** How a connection is lost: the code of its error. */
async function lossOf(socket: Socket): Promise<unknown> {
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
  return error.code
}

describe('POST /drop', () => {
  test('resets the connections of the streams with that target, and no other', async () => {
    const { drop: dropAll, follow, streams, errors } = await serveDroppable()
    const [one, two, other, shorter] = [
      await follow('/ticks?viewer=a'),
      await follow('/ticks?viewer=a'),
      await follow('/ticks?viewer=b'),
      await follow('/ticks'),
    ]
    const losses = Promise.all([lossOf(one), lossOf(two)])
    expect(await dropAll('/ticks?viewer=a')).toBe(2)
    expect(await losses).toEqual(['ECONNRESET', 'ECONNRESET'])
    await Promise.all([once(other, 'data'), once(shorter, 'data')])
    await vi.waitFor(() => expect(streams.size).toBe(2))
    // It is what a network does; nobody has failed.
    expect(errors).toEqual([])
  })

  test.each(['/nothing', '', '/tick', '/ticks?', '/drop?'])(
    'cuts nothing that was not asked for with "%s"',
    async (target) => {
      const { drop: dropAll, follow } = await serveDroppable()
      const socket = await follow('/ticks')
      expect(await dropAll(target)).toBe(0)
      await once(socket, 'data')
    },
  )

  test('knows nothing any more of what has ended', async () => {
    const { drop: dropAll, follow, responses } = await serveDroppable()
    const socket = await follow('/ticks')
    expect(responses.size).toBe(1)
    socket.destroy()
    await vi.waitFor(() => expect(responses.size).toBe(0))
    const next = await follow('/ticks')
    const loss = lossOf(next)
    expect(await dropAll('/ticks')).toBe(1)
    expect(await loss).toBe('ECONNRESET')
    expect(await dropAll('/ticks')).toBe(0)
    await vi.waitFor(() => expect(responses.size).toBe(0))
  })

  test('does not count an answer that waits for its turn on a connection', async () => {
    const { drop: dropAll, port } = await serveDroppable()
    const socket = await openSocket(port)
    const request = (target: string): string => `GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`
    socket.write(request('/ticks?viewer=first') + request('/ticks?viewer=second'))
    await once(socket, 'data')
    expect(await dropAll('/ticks?viewer=second')).toBe(0)
    const loss = lossOf(socket)
    expect(await dropAll('/ticks?viewer=first')).toBe(1)
    expect(await loss).toBe('ECONNRESET')
  })

  test.each([{}, { target: 1 }, { target: 'x'.repeat(2_001) }, []])('refuses %j', async (body) => {
    const { url } = await serveDroppable()
    expect((await post(url, body)).status).toBe(422)
  })

  test('is not had by a form, which any site could send', async () => {
    const { url } = await serveDroppable()
    const answer = await fetch(`${url}/drop`, { method: 'POST', body: '{"target":"/ticks"}' })
    expect(answer.status).toBe(415)
  })
})

describe('watching a server', () => {
  test('leaves it to the server what it answers, and what is not its own alone', async () => {
    const [one, other] = [new OpenResponses(), new OpenResponses()]
    const [first, second] = [await serveOperations([ticks]), await serveOperations([ticks])]
    one.watch(first.server)
    other.watch(second.server)
    expect((await fetch(`${first.url}/nothing`)).status).toBe(404)
    const answer = await fetch(`${first.url}/ticks`)
    expect(other.drop('/ticks')).toBe(0)
    expect(one.drop('/ticks')).toBe(1)
    await expect(answer.text()).rejects.toThrow('terminated')
  })

  test('ends with the server', async () => {
    const responses = new OpenResponses()
    const server = createServer()
    mount(server, createApi({ title: 'Test', version: '1', operations: [ticks] }))
    responses.watch(server)
    const listen = async (): Promise<string> => {
      await once(server.listen(0, '127.0.0.1'), 'listening')
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    }
    await listen()
    await once(server.close(), 'close')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const answer = await fetch(`${await listen()}/ticks`)
    expect(responses.drop('/ticks')).toBe(0)
    await answer.body?.cancel()
  })
})
