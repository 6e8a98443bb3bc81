import { once } from 'node:events'
import { connect } from 'node:net'
import type { Running, Seen } from './running.ts'

/** Opens a stream, and never reads again once the first of it has come. */
export async function stop(port: number, path: string, seen: Seen): Promise<Running> {
  const socket = connect(port, '127.0.0.1')
  // The server may well cut it off.
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream, */*\r\n\r\n`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.pause()
  if (!data.toString('latin1', 0, 12).endsWith(' 200')) seen.problems.add(data.toString('latin1', 0, 200))
  return { finish: () => void socket.destroy() }
}
