import { ServerResponse } from 'node:http'
import { constants } from 'node:http2'
import { Socket } from 'node:net'
import { Transform } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { ResponseHead } from '@sluice/core'
import { asHttp1, isHttp2, type NodeResponse } from './native.ts'

const { prototype: own } = ServerResponse

/** Puts status and headers on a response, beside those that the framework has set (clause H3). */
export function applyHead(res: NodeResponse, head: ResponseHead): void {
  res.statusCode = head.status
  for (const { name, values, mode } of head.headers) {
    if (mode === 'default' && res.hasHeader(name)) continue
    if (mode === 'append') for (const value of values) res.appendHeader(name, value)
    else res.setHeader(name, values.length === 1 ? (values[0] ?? '') : [...values])
  }
}

/**
 * Puts status and headers on a response that nobody else has set headers on, or wants to see: Node then
 * keeps none of them (`tooling/bench`: short-tick, idle-10k). `false` if that is not so.
 */
export function writeHead(res: NodeResponse, head: ResponseHead): boolean {
  // Whoever has put a method of theirs in front may look at headers in it, or set some.
  if (isHttp2(res) || res.writeHead !== own.writeHead) return false
  if (res.write !== own.write || res.end !== own.end) return false
  if (res.getHeaderNames().length > 0) return false
  const lines: string[] = []
  for (const { name, values } of head.headers) for (const value of values) lines.push(name, value)
  res.writeHead(head.status, lines)
  return true
}

/** Sends the head now unless that was done. */
export function flushHead(res: NodeResponse): void {
  if (!res.headersSent) asHttp1(res).flushHeaders()
}

/**
 * Pushes head and bytes out, through the compressor `source` if it is one, and calls `done` when
 * they are with the operating system; returns `true` instead if they are already.
 */
export function pushThrough(res: NodeResponse, source: object | undefined, done: () => void): boolean {
  flushHead(res)
  if (!isCompressor(source)) return handOver(res, done)
  source.flush(() => {
    if (handOver(res, done)) done()
  })
  return false
}

function handOver(res: NodeResponse, done: () => void): boolean {
  if (res.writableLength === 0) {
    if (!isHttp2(res)) return true
    // An HTTP/2 session puts what its streams have sent on the socket when the turn ends; a stream
    // that is reset before takes its head with it.
    setImmediate(done)
    return false
  }
  // Middleware that has put its own write in front may drop callbacks. Node corks what is written
  // in one turn, so in the next it has been handed over, or the socket is full.
  if (Object.hasOwn(res, 'write')) setImmediate(done)
  // An empty write sends nothing; its callback comes after those before it.
  else asHttp1(res).write('', () => done())
  return false
}

/** The compressors of `node:zlib` can be told to put out what they hold. */
function isCompressor(source: object | undefined): source is { flush(done: () => void): void } {
  return source instanceof Transform && 'flush' in source && typeof source.flush === 'function'
}

/** Calls `done` once the whole response is with the operating system. `end` must follow. */
export function onceFinished(res: NodeResponse, lastOnConnection: boolean, done: () => void): void {
  if (lastOnConnection && !res.headersSent && 'shouldKeepAlive' in res) res.shouldKeepAlive = false
  // The response lets go of its connection before it says that it has finished.
  const closeConnection = lastOnConnection ? connectionCloser(res) : undefined
  res.once('finish', () => {
    closeConnection?.()
    done()
  })
}

/** An HTTP/2 session closes once its other streams have ended; a socket once its last bytes are out. */
function connectionCloser(res: NodeResponse): () => void {
  if (isHttp2(res)) {
    const { session } = res.stream
    return () => session?.close()
  }
  const { socket } = res
  return () => socket?.destroySoon()
}

/**
 * Cuts a response off so that the client can tell (clause E2), and frees what it holds.
 *
 * @param hasLength whether its head has said how long it is
 */
export function abortResponse(res: NodeResponse, lastOnConnection: boolean, hasLength: boolean): void {
  if (isHttp2(res)) {
    const closeConnection = lastOnConnection ? connectionCloser(res) : undefined
    res.stream.close(constants.NGHTTP2_INTERNAL_ERROR)
    closeConnection?.()
    return
  }
  const { socket } = res
  const endsWithConnection = !res.chunkedEncoding && !hasLength
  // To a client that reads until the connection closes, a plain close would be a proper end.
  if (endsWithConnection && socket instanceof Socket && !(socket instanceof TLSSocket))
    socket.resetAndDestroy()
  else res.destroy()
}
