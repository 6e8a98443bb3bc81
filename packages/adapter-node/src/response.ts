import { constants } from 'node:http2'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ResponseHead } from '@sluice/core'
import { asHttp1, isHttp2, type NodeResponse } from './native.ts'

/** Puts status and headers on a response, beside those that the framework has set (clause H3). */
export function applyHead(res: NodeResponse, head: ResponseHead): void {
  res.statusCode = head.status
  for (const { name, values, mode } of head.headers) {
    if (mode === 'default' && res.hasHeader(name)) continue
    if (mode === 'append') for (const value of values) res.appendHeader(name, value)
    else res.setHeader(name, values.length === 1 ? (values[0] ?? '') : [...values])
  }
}

/** Sends the head now unless that was done. */
export function flushHead(res: NodeResponse): void {
  if (!res.headersSent) asHttp1(res).flushHeaders()
}

/**
 * Calls `done` when everything written to the response is with the operating system; returns
 * `true` instead if it is already.
 */
export function handOver(res: NodeResponse, done: () => void): boolean {
  // Middleware that has put its own write in front may drop callbacks: it has taken the bytes.
  if (res.writableLength === 0 || Object.hasOwn(res, 'write')) return true
  // An empty write sends nothing; its callback comes after those before it.
  asHttp1(res).write('', () => done())
  return false
}

/** Calls `done` once the whole response is with the operating system. `end` must follow. */
export function onceFinished(res: NodeResponse, lastOnConnection: boolean, done: () => void): void {
  if (lastOnConnection && !res.headersSent && 'shouldKeepAlive' in res) res.shouldKeepAlive = false
  // The response lets go of its socket before it says that it has finished.
  const { socket } = res
  res.once('finish', () => {
    if (lastOnConnection) {
      if (isHttp2(res)) res.stream.session?.close()
      else socket?.destroySoon()
    }
    done()
  })
}

/** Cuts a response off so that the client can tell (clause E2), and frees what it holds. */
export function abortResponse(res: NodeResponse): void {
  if (isHttp2(res)) {
    res.stream.close(constants.NGHTTP2_INTERNAL_ERROR)
    return
  }
  const { socket } = res
  const endsWithConnection = !res.chunkedEncoding && !res.hasHeader('content-length')
  // To a client that reads until the connection closes, a plain close would be a proper end.
  if (endsWithConnection && socket instanceof Socket && !(socket instanceof TLSSocket)) socket.resetAndDestroy()
  else res.destroy()
}
