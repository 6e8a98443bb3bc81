import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createApi, type Operation, type StreamObserver, StreamRegistry } from '@sluice/core'
import { mount } from '@sluice/node'
import { onTestFinished } from 'vitest'

export interface Served {
  readonly port: number
  readonly url: string
  readonly server: Server
  readonly streams: StreamRegistry
  /** What `onError` was told. */
  readonly errors: readonly unknown[]
}

/** Serves an operation until the test is over. */
export function serveOperation(operation: Operation): Promise<Served> {
  return serveOperations([operation])
}

/** Serves several operations until the test is over. */
export async function serveOperations(
  operations: readonly Operation[],
  observer?: StreamObserver,
): Promise<Served> {
  const errors: unknown[] = []
  const streams = new StreamRegistry()
  const server = createServer()
  const onError = (error: unknown): unknown => errors.push(error)
  const options = { operations, streams, onError, ...(observer && { observer }) }
  mount(server, createApi({ title: 'Test', version: '1', ...options }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}`, server, streams, errors }
}

/** A socket to a server, until the test is over. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  onTestFinished(() => void socket.destroy())
  return socket
}

/** The whole answer to a request line that is sent exactly as it is written here. */
export async function rawAnswer(port: number, requestLine: string): Promise<string> {
  const socket = await openSocket(port)
  socket.write(`${requestLine} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`, 'latin1')
  let answer = ''
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk
  return answer
}
