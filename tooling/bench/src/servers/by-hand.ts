import type { ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'
import { TICK, type Tick } from '../content/tick.ts'
import type { Chunk, OnGone, Script } from '../scripts/script.ts'
import type { TickOptions } from './bench-server.ts'

/** Headers of an event stream as people write them. */
export const EVENT_STREAM_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** An event as text. */
export function encodeTick(tick: Tick): string {
  return `event: ${TICK}\ndata: ${JSON.stringify(tick)}\n\n`
}

/** One write for each event, waiting for `drain` when the stream is full. */
export async function sendTicks(
  out: Writable,
  script: Script<Tick>,
  { heartbeat }: TickOptions,
  onGone: OnGone = (listener) => void out.on('close', listener),
): Promise<void> {
  if (heartbeat !== undefined) {
    const timer = setInterval(() => out.write(': \n\n'), heartbeat)
    onGone(() => clearInterval(timer))
  }
  const write = drainingWrite(out)
  await script.push((tick) => write(encodeTick(tick)), onGone)
  out.end()
}

/** One write for each chunk, waiting for `drain` when the stream is full. */
export async function sendChunks(out: Writable, script: Script<Chunk>): Promise<void> {
  await script.push(drainingWrite(out), (listener) => void out.on('close', listener))
  out.end()
}

/** Answers with the events of a script, on the response itself. */
export function answerTicks(res: ServerResponse, script: Script<Tick>, options: TickOptions): Promise<void> {
  res.writeHead(200, EVENT_STREAM_HEADERS)
  return sendTicks(res, script, options)
}

/** Answers with the chunks of a script, on the response itself. */
export function answerChunks(res: ServerResponse, script: Script<Chunk>): Promise<void> {
  res.writeHead(200, { 'content-type': 'application/octet-stream' })
  return sendChunks(res, script)
}

/**
 * Answers with all chunks of a script at once, its length said: what is left of a short stream when nothing of it is
 * streamed. Who streams it has to do this too, and to find out that it is complete.
 */
export async function answerAtOnce(res: ServerResponse, script: Script<Chunk>): Promise<void> {
  let text = ''
  const collect = (chunk: Chunk): undefined => {
    text += String(chunk)
  }
  await script.push(collect, () => {})
  res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': text.length })
  res.end(text)
}

/** A write that answers with a promise when there is something to wait for. */
function drainingWrite(out: Writable): (chunk: Chunk) => Promise<void> | undefined {
  let draining: Promise<void> | undefined
  return (chunk) => {
    if (out.write(chunk)) return undefined
    // Shared, so that a handler that never awaits adds one listener and not thousands.
    draining ??= new Promise((resolve) =>
      out.once('drain', () => {
        draining = undefined
        resolve()
      }),
    )
    return draining
  }
}
