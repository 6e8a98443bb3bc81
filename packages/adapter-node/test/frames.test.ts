import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import {
  clientOf,
  connectTo,
  get,
  inPieces,
  listenOn,
  patterned,
  serve,
  streaming,
  turn,
} from './frame-server.ts'

/** Text of characters of 1, 2, 3 and 4 bytes. */
const KINDS = ['plain', 'größer', '流れる水', '🌊🚰']

function echoPath(): RequestListener {
  return streaming((ctx) => inPieces(ctx, 'at ', ctx.url.pathname, '.'))
}

test('pipelined requests are answered in order, each in its own frames', async () => {
  const client = connectTo(await serve(echoPath()))
  const paths = Array.from({ length: 20 }, (_, i) => `/${i}`)
  client.send(...paths.map((path) => get(path)))
  const bodies: string[] = []
  while (bodies.length < paths.length) bodies.push((await client.response()).body.toString())
  expect(bodies).toEqual(paths.map((path) => `at ${path}.`))
  expect(client.rest).toBe('')
})

test('a response behind another one that is slow keeps its bytes, however many', async () => {
  let finishFirst!: () => void
  const gate = new Promise<void>((resolve) => (finishFirst = resolve))
  const large = 'x'.repeat(100_000)
  const listener = streaming(async (ctx) => {
    if (ctx.url.pathname === '/first') {
      await ctx.writer.write('one')
      await gate
      await ctx.writer.write('two')
    } else {
      const written = [ctx.writer.write(large), ctx.writer.flush(), turn()]
      await turn()
      finishFirst()
      await Promise.all(written)
      await inPieces(ctx, 'after')
    }
  })
  const client = connectTo(await serve(listener))
  client.send(get('/first'), get('/second'))
  expect((await client.response()).body.toString()).toBe('onetwo')
  expect((await client.response()).body.toString()).toBe(`${large}after`)
})

test('a corked response holds its bytes back until it is uncorked, and then they come in order', async () => {
  const listener: RequestListener = (req, res) => {
    streaming(async (ctx) => {
      await inPieces(ctx, 'a')
      res.cork()
      // What comes after it must not get in front.
      res.write('b')
      await inPieces(ctx, new Uint8Array(70_000).fill(99))
      res.uncork()
      await inPieces(ctx, 'd')
    })(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get(), get())
  for (let i = 0; i < 2; i++) {
    expect((await client.response()).body.toString()).toBe(`ab${'c'.repeat(70_000)}d`)
  }
})

test('a write and an end of their own, put in front before the head, see every byte', async () => {
  const seen: string[] = []
  const listener: RequestListener = (req, res) => {
    spyOn(res, seen)
    streaming((ctx) => inPieces(ctx, 'a', 'b'))(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get())
  expect((await client.response()).body.toString()).toBe('ab')
  expect(seen).toEqual(['write a', 'write b', 'end '])
})

test('a write of their own, put in front after the head, sees every byte from then on', async () => {
  const seen: string[] = []
  const listener: RequestListener = (req, res) => {
    streaming(async (ctx) => {
      await inPieces(ctx, 'a', 'b')
      spyOn(res, seen)
      await inPieces(ctx, 'c', 'd')
    })(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get())
  expect((await client.response()).body.toString()).toBe('abcd')
  expect(seen).toEqual(['write c', 'write d', 'end '])
})

test('an end of their own may still set headers', async () => {
  const listener: RequestListener = (req, res) => {
    const end = res.end.bind(res) as (chunk: unknown) => ServerResponse
    res.end = (chunk?: unknown) => {
      res.setHeader('x-took', '1')
      return end(chunk)
    }
    streaming((ctx) => ctx.writer.write('whole'))(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get())
  const { headers, body } = await client.response()
  expect([headers.filter((line) => line.startsWith('x-')), body.toString()]).toEqual([['x-took: 1'], 'whole'])
})

test('nothing gets behind the end that someone else has put to the response', async () => {
  const errors: unknown[] = []
  const listener: RequestListener = (req, res) => {
    if (req.url === '/next') return void res.end('next')
    streaming(
      async (ctx) => {
        await inPieces(ctx, 'a', 'b')
        res.end('timed out')
        // Before the response can let go of its socket.
        void ctx.writer.write('lost')
        void ctx.writer.flush()
        await inPieces(ctx, 'lost', 'lost')
      },
      { onError: (error) => void errors.push(error) },
    )(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get())
  expect((await client.response()).body.toString()).toBe('abtimed out')
  client.send(get('/next'))
  expect((await client.response()).body.toString()).toBe('next')
  expect(errors).toEqual([])
})

test('HTTP/1.0 gets the bytes as they are, and the end of the connection', async () => {
  const client = connectTo(await serve(echoPath()))
  client.send(get('/old', '1.0'))
  const { headers, body } = await client.response()
  expect(body.toString()).toBe('at /old.')
  expect(headers.join()).not.toMatch(/chunked/i)
})

test('text of 1, 2, 3 and 4 byte characters, short and long, arrives as it was', async () => {
  const texts = [1, 100, 2_000, 40_000].flatMap((times) => KINDS.map((text) => text.repeat(times)))
  const port = await serve(streaming((ctx) => inPieces(ctx, ...texts)))
  const client = connectTo(port)
  client.send(get())
  expect((await client.response()).body.toString() === texts.join('')).toBe(true)
})

test('a character whose halves are written apart arrives whole', async () => {
  const client = connectTo(await serve(streaming((ctx) => inPieces(ctx, 'a', 'b\ud83c', '\udf0a!'))))
  client.send(get())
  expect((await client.response()).body.toString()).toBe('ab🌊!')
})

test.each([1, 16 * 1024, 4 * 1024 * 1024])('a server with a high-water mark of %i', async (highWaterMark) => {
  const bytes = patterned(200)
  const listener = streaming(async (ctx) => {
    for (const chunk of bytes) await ctx.writer.write(chunk)
  })
  const client = connectTo(await serve(listener, { highWaterMark }))
  client.send(get())
  expect((await client.response()).body.equals(Buffer.concat(bytes))).toBe(true)
})

/** Texts that each fill a frame to a good part, and differ from one another. */
const LONG_TEXTS = Array.from({ length: 40 }, (_, i) => `${100 + i},`.repeat(6_000))

test('over TLS the bytes are the same, and the connection takes the next request', async () => {
  const bytes = patterned(100)
  const psk = { psk: Buffer.alloc(32, 7), identity: 'test' }
  const options = { ciphers: 'PSK', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const
  const listener = streaming(async (ctx) => {
    for (const chunk of [...bytes, ...LONG_TEXTS]) await ctx.writer.write(chunk)
    await inPieces(ctx, 'größer', '.')
  })
  const server = createTlsServer({ ...options, pskCallback: () => psk.psk }, listener)
  const port = await listenOn(server)
  const client = clientOf(
    connectTls({
      ...options,
      port,
      host: '127.0.0.1',
      pskCallback: () => psk,
      checkServerIdentity: () => undefined,
    }),
  )
  const whole = Buffer.concat([...bytes, Buffer.from(`${LONG_TEXTS.join('')}größer.`)])
  for (let i = 0; i < 2; i++) {
    client.send(get())
    expect((await client.response()).body.equals(whole)).toBe(true)
  }
})

test.each<[string, readonly (string | Uint8Array)[]]>([
  ['bytes', patterned(400, 1024)],
  ['text', LONG_TEXTS],
])(
  'a connection that keeps what it is given, rather than copying it, gets the right %s',
  async (_, chunks) => {
    const server = createServer(
      streaming(async (ctx) => {
        for (const chunk of chunks) await ctx.writer.write(chunk)
      }),
    )
    const [theirs, ours] = duplexPair()
    server.emit('connection', theirs)
    const client = clientOf(ours as Socket)
    client.send(get())
    const whole = Buffer.concat(
      chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
    )
    expect((await client.response()).body.equals(whole)).toBe(true)
  },
)

test('a reset in the middle of a frame ends the stream as any other does', async () => {
  let left!: (reason: unknown) => void
  const leaving = new Promise((resolve) => (left = resolve))
  const errors: unknown[] = []
  const listener = streaming(
    async (ctx) => {
      try {
        for (;;) await ctx.writer.write(new Uint8Array(300_000))
      } catch (error) {
        left(error)
      }
    },
    { onError: (error) => void errors.push(error) },
  )
  const socket = connect(await serve(listener), '127.0.0.1')
  socket.write(get())
  await once(socket, 'data')
  socket.resetAndDestroy()
  expect(await leaving).toMatchObject({ code: 'CLIENT_DISCONNECTED' })
  expect(errors).toEqual([])
})

test('a thousand responses on one connection leave no listener on its socket', async () => {
  const sockets = new Set<Socket>()
  const counts = new Set<string>()
  const body = streaming(async (ctx) => {
    await inPieces(ctx, 'a', 'b')
    // Enough to be full, and ended while it is.
    if (ctx.url.pathname === '/large') void ctx.writer.write(new Uint8Array(4_000_000))
  })
  const client = connectTo(
    await serve((req, res) => {
      sockets.add(req.socket)
      counts.add(
        req.socket
          .eventNames()
          .map((name) => req.socket.listenerCount(name))
          .join(),
      )
      body(req, res)
    }),
  )
  for (let i = 0; i < 1_000; i++) {
    const large = i % 100 === 0
    client.send(get(large ? '/large' : '/'))
    expect((await client.response()).body.length).toBe(large ? 4_000_002 : 2)
  }
  expect(sockets.size).toBe(1)
  expect([...counts]).toHaveLength(1)
})

test('flushes that nobody waits for do not pile up listeners, or let more into the socket', async () => {
  let most = 0
  let longest = 0
  const listener: RequestListener = (req, res) => {
    const look = (): void => {
      most = Math.max(most, req.socket.listenerCount('drain'))
      longest = Math.max(longest, req.socket.writableLength)
    }
    res.on('drain', look)
    streaming(async (ctx) => {
      for (let i = 0; i < 30; i++) {
        let written = Promise.resolve()
        for (let k = 0; k < 300; k++) {
          written = ctx.writer.write(new Uint8Array(20_000))
          void ctx.writer.flush()
          look()
        }
        await written
        look()
      }
    })(req, res)
  }
  const client = connectTo(await serve(listener))
  client.send(get())
  expect((await client.response()).body.length).toBe(180_000_000)
  expect(most).toBeLessThanOrEqual(2)
  expect(longest).toBeLessThan(400_000)
})

test('the head is the same whether or not headers were set before ours', async () => {
  const handler = streaming((ctx) => {
    ctx.status = 203
    ctx.setHeader('Content-Length', '5')
    ctx.appendHeader('Set-Cookie', 'a=1')
    ctx.appendHeader('Set-Cookie', 'b=2')
    ctx.setHeader('vary', ['accept', 'origin'])
    return inPieces(ctx, 'he', 'llo')
  })
  const port = await serve((req, res) => {
    if (req.url === '/set') res.setHeader('x-theirs', '1')
    handler(req, res)
  })
  const client = connectTo(port)
  client.send(get('/'), get('/set'))
  const [plain, set] = [await client.response(), await client.response()]
  const lower = ({ headers }: typeof plain): string[] => headers.map((line) => line.toLowerCase())
  expect(lower(set)).toEqual(['x-theirs: 1', ...lower(plain)])
  expect(lower(plain).filter((line) => line.startsWith('set-cookie'))).toEqual([
    'set-cookie: a=1',
    'set-cookie: b=2',
  ])
  expect([plain.status, set.status, plain.body.toString(), set.body.toString()]).toEqual([
    203,
    203,
    'hello',
    'hello',
  ])
})

test('a logger that listens to finish reads the status that was sent', async () => {
  const seen: number[] = []
  const handler = streaming((ctx) => {
    ctx.status = ctx.url.pathname === '/tick' ? 201 : 202
    return ctx.url.pathname === '/tick' ? ctx.writer.write('x') : inPieces(ctx, 'x', 'y')
  })
  const port = await serve((req, res) => {
    res.on('finish', () => seen.push(res.statusCode))
    handler(req, res)
  })
  const client = connectTo(port)
  client.send(get('/tick'), get('/turns'))
  expect([(await client.response()).status, (await client.response()).status]).toEqual([201, 202])
  expect(seen).toEqual([201, 202])
})

test('a write in front that throws fails its own stream, and no other', async () => {
  const errors: string[] = []
  const options = { onError: (error: unknown) => void errors.push(String(error)) }
  const body = streaming((ctx) => inPieces(ctx, 'a', 'b', 'c'), options)
  const port = await serve((req, res) => {
    if (req.url === '/bad') {
      res.write = () => {
        throw new Error('theirs')
      }
    }
    body(req, res)
  })
  const bad = connectTo(port)
  const good = connectTo(port)
  bad.send(get('/bad'))
  good.send(get('/good'))
  expect((await good.response()).body.toString()).toBe('abc')
  await expect(bad.response()).rejects.toThrow(/ended in the middle|ECONNRESET/)
  expect(errors).toEqual(['Error: theirs'])
})

function spyOn(res: ServerResponse, seen: string[]): void {
  const write = res.write.bind(res) as (chunk: unknown, ...rest: unknown[]) => boolean
  const end = res.end.bind(res) as (chunk?: unknown) => ServerResponse
  res.write = (chunk: unknown, ...rest: unknown[]) => {
    seen.push(`write ${Buffer.from(chunk as string).toString()}`)
    return write(chunk, ...rest)
  }
  res.end = (chunk?: unknown) => {
    seen.push(`end ${chunk === undefined ? '' : Buffer.from(chunk as string).toString()}`)
    return end(chunk)
  }
}

/** Two ends of a connection in memory, which pass on what they are given in a later turn. */
function duplexPair(): [Duplex, Duplex] {
  const ends: Duplex[] = []
  const make = (other: number): Duplex =>
    new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, taken) {
        setImmediate(() => ends[other]?.push(chunk))
        taken()
      },
    })
  ends.push(make(1), make(0))
  return [ends[0]!, ends[1]!]
}
