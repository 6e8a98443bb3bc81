import { once } from 'node:events'
import { get, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { PassThrough, type Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { stream, type StreamHandler } from '@sluice/core'
import { toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'
import compress from 'koa-compress'
import { afterEach, beforeEach, expect, test } from 'vitest'

// What Koa is given as a body: text or bytes when the response is complete, else a stream that is passed by.

let app: Koa
let appErrors: unknown[]
let server: Server | undefined

beforeEach(() => {
  app = new Koa()
  appErrors = []
  app.on('error', (error) => appErrors.push(error))
})

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(): Promise<string> {
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** As it comes over the wire, not decoded. */
async function download(
  url: string,
  headers: Record<string, string> = {},
): Promise<[IncomingMessage, Buffer]> {
  const [response] = (await once(get(url, { headers }), 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return [response, Buffer.concat(chunks)]
}

/** Runs `see` on the body that Koa was given. */
function seeBody(see: (body: unknown) => void): void {
  app.use(async (koa, next) => {
    await next()
    see(koa.body)
  })
}

const whole: StreamHandler = () =>
  stream(async (ctx) => {
    ctx.setHeader('content-type', 'text/plain')
    await ctx.writer.write('<p>all ')
    await ctx.writer.write('of it</p>')
  })

test('a complete text is a string, of our type and not of the one that Koa guesses', async () => {
  let body: unknown
  seeBody((value) => (body = value))
  app.use(toKoaMiddleware(whole))
  const [response, bytes] = await download(await listen())
  expect(body).toBe('<p>all of it</p>')
  expect(bytes.toString()).toBe('<p>all of it</p>')
  expect(response.headers['content-type']).toBe('text/plain')
  expect(response.headers['content-length']).toBe('16')
})

test('complete bytes are a Buffer, unchanged', async () => {
  const sent = new Uint8Array(1000).map((_, i) => i).subarray(100, 900)
  let body: unknown
  seeBody((value) => (body = value))
  app.use(toKoaMiddleware(() => stream((ctx) => ctx.writer.write(sent))))
  const [response, bytes] = await download(await listen())
  expect(Buffer.isBuffer(body)).toBe(true)
  expect(bytes).toEqual(Buffer.from(sent))
  expect(response.headers['content-type']).toBe('application/octet-stream')
})

test('a body that another middleware had set leaves neither its length nor its type behind', async () => {
  app.use((koa, next) => {
    koa.body = 'not found'
    koa.remove('content-type')
    return next()
  })
  app.use(
    toKoaMiddleware((ctx) => {
      const text = ctx.target === '/whole' ? ['one two three'] : spread('one two', ' three')
      return stream(() => text, { headers: { 'content-length': '13' } })
    }),
  )
  const url = await listen()
  for (const path of ['/whole', '/streamed']) {
    const [response, bytes] = await download(url + path)
    expect(bytes.toString()).toBe('one two three')
    expect(response.headers['content-length']).toBe('13')
    expect(response.headers['content-type']).toBe('application/octet-stream')
  }
})

test('koa-compress compresses a complete body', async () => {
  app.use(compress({ threshold: 0, br: false, zstd: false }))
  app.use(toKoaMiddleware(whole))
  const [response, bytes] = await download(await listen(), { 'accept-encoding': 'gzip' })
  expect(response.headers['content-encoding']).toBe('gzip')
  expect(response.headers['content-length']).toBeUndefined()
  expect(gunzipSync(bytes).toString()).toBe('<p>all of it</p>')
})

test('a middleware may put another body in place of a complete one', async () => {
  app.use(async (koa, next) => {
    await next()
    koa.body = String(koa.body).toUpperCase()
  })
  app.use(toKoaMiddleware(whole))
  const [response, bytes] = await download(await listen())
  expect(bytes.toString()).toBe('<P>ALL OF IT</P>')
  expect(response.headers['content-type']).toBe('text/plain')
})

async function* spread(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) {
    await new Promise((resolve) => setImmediate(resolve))
    yield text
  }
}

/** Numbers, some before the response is piped, many at once, some after a pause. */
function numbers(count: number): StreamHandler {
  return () =>
    stream(async ({ writer }) => {
      for (let i = 0; i < count; i++) {
        await writer.write(i % 7 === 0 ? Buffer.from(`${i}\n`) : `${i}\n`)
        if (i % 100 === 3) await writer.flush()
        if (i % 1000 === 5) await new Promise((resolve) => setImmediate(resolve))
      }
    })
}

const expected = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join('')

test('bytes stay in order where the stream leaves the pipe, and only the end goes through it', async () => {
  const pushed: unknown[] = []
  let body: unknown
  seeBody((value) => {
    body = value
    const { push } = value as Readable
    Object.assign(value as Readable, {
      push(chunk: unknown) {
        pushed.push(chunk)
        return push.call(this as unknown as Readable, chunk)
      },
    })
  })
  app.use(toKoaMiddleware(numbers(5000)))
  const [, bytes] = await download(await listen())
  expect(bytes.toString()).toBe(expected)
  expect(pushed).toEqual([null])
  expect([(body as Readable).readableEnded, (body as Readable).destroyed]).toEqual([true, true])
  expect(appErrors).toEqual([])
})

test('while the middleware in front still waits, everything is kept, the end too', async () => {
  app.use(async (_koa, next) => {
    await next()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })
  app.use(
    toKoaMiddleware(() =>
      stream(async ({ writer }) => {
        void writer.flush()
        void writer.write('a'.repeat(100_000))
        await writer.write('b')
      }),
    ),
  )
  const [, bytes] = await download(await listen())
  expect(bytes.toString()).toBe(`${'a'.repeat(100_000)}b`)
  expect(appErrors).toEqual([])
})

const readers: [string, (koa: Koa.Context) => void][] = [
  ['a transform', (koa) => (koa.body = (koa.body as Readable).pipe(new PassThrough()))],
  ['a data listener', (koa) => void (koa.body as Readable).on('data', () => {})],
]

test.each(readers)('%s sees every byte', async (_name, read) => {
  const seen: Buffer[] = []
  app.use(async (koa, next) => {
    await next()
    const body = koa.body as Readable
    read(koa)
    body.on('data', (chunk: Buffer) => seen.push(chunk))
  })
  app.use(toKoaMiddleware(numbers(5000)))
  const [, bytes] = await download(await listen())
  expect(bytes.toString()).toBe(expected)
  expect(Buffer.concat(seen).toString()).toBe(expected)
})

test('koa-compress gets every byte of a stream', async () => {
  app.use(compress({ threshold: 0, br: false, zstd: false }))
  app.use((koa, next) => {
    koa.compress = true
    return next()
  })
  app.use(toKoaMiddleware(numbers(5000)))
  const [response, bytes] = await download(await listen(), { 'accept-encoding': 'gzip' })
  expect(response.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(bytes).toString()).toBe(expected)
})

/** Asks for a response and takes none of it. */
async function ask(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.pause().on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(socket, 'connect')
  return socket
}

test('a client that leaves before the body is piped ends the stream, and is no error of the app', async () => {
  let body: Readable | undefined
  let closed: Promise<unknown> | undefined
  const reached = new Promise<void>((resolve) => {
    app.use(async (koa, next) => {
      await next()
      body = koa.body as Readable
      closed = once(koa.res, 'close')
      resolve()
      await closed
    })
  })
  let outcome: Promise<void> | undefined
  app.use(
    toKoaMiddleware(() =>
      stream((ctx) => {
        void ctx.writer.write('first')
        outcome = ctx.until(new Promise(() => {}))
        return outcome
      }),
    ),
  )
  const socket = await ask(await listen())
  await reached
  socket.destroy()
  await closed
  await expect(outcome).rejects.toThrow('left')
  await new Promise((resolve) => setImmediate(resolve))
  expect([body?.destroyed, appErrors]).toEqual([true, []])
})

test('a client that stalls from the start holds the writer, and is cut off at its deadline', async () => {
  let body: Readable | undefined
  seeBody((value) => (body = value as Readable))
  let written = 0
  let onFailure!: (error: unknown) => void
  const failure = new Promise((resolve) => (onFailure = resolve))
  app.use(
    toKoaMiddleware(
      () =>
        stream(async ({ writer }) => {
          writer.setWriteDeadline(Date.now() + 300)
          for (;;) {
            await writer.write(Buffer.alloc(64 * 1024))
            written += 64 * 1024
          }
        }),
      { onError: onFailure },
    ),
  )
  const socket = await ask(await listen())
  expect(String(await failure)).toContain('DeadlineExceededError')
  // The kernel's buffers on both sides, and ours.
  expect(written).toBeLessThan(32 * 1024 * 1024)
  await expect.poll(() => body?.destroyed).toBe(true)
  expect(appErrors).toEqual([])
  socket.destroy()
})

test('an error handler that a middleware gave to the context still hears of its errors', async () => {
  const heard: unknown[] = []
  app.use((koa, next) => {
    const { app: owner } = koa
    koa.onerror = (error) => {
      heard.push(error)
      if (error) owner.context.onerror.call(koa, error)
    }
    return next()
  })
  app.use(async (_koa, next) => {
    await next()
    throw new Error('theirs')
  })
  app.use(toKoaMiddleware(whole))
  const [response] = await download(await listen())
  expect(response.statusCode).toBe(500)
  expect(heard.filter(Boolean).map(String)).toEqual(['Error: theirs'])
})
