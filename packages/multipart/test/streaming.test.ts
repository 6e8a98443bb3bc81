import { BodyAlreadyReadError } from '@sluice/core'
import { describe, expect, it } from 'vitest'
import { parseMultipart } from '../src/index.ts'
import {
  bodyOf,
  BOUNDARY,
  CLOSING,
  CONTENT_TYPE,
  CountedBody,
  decode,
  encode,
  field,
  part,
} from './support.ts'

const FILE_HEADERS = 'Content-Disposition: form-data; name="file"; filename="big.bin"'

/** Long enough for whatever would read ahead to do so. */
function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

describe('backpressure', () => {
  it('reads a chunk of the body only when its reader wants more', async () => {
    const body = bodyOf(`--${BOUNDARY}\r\n${FILE_HEADERS}\r\n\r\none`, 'two', 'three', `\r\n${CLOSING}`)
    const reading = parseMultipart(body, CONTENT_TYPE, {})
    const seen: [string, number][] = []
    expect(body.pulls).toBe(0)

    for await (const file of reading) {
      await turnOfEventLoop()
      expect(body.pulls).toBe(1)
      for await (const bytes of file) {
        await turnOfEventLoop()
        seen.push([new TextDecoder().decode(bytes), body.pulls])
      }
      await turnOfEventLoop()
      expect(body.pulls).toBe(4)
    }

    expect(seen).toEqual([
      ['one', 1],
      ['two', 2],
      ['three', 3],
    ])
    expect(body.pulls).toBe(5)
  })

  it('passes content on as it arrives, without copying or collecting it', async () => {
    const chunk = new Uint8Array(64 * 1024).fill(120)
    function* endless(): Generator<Uint8Array> {
      yield encode(`--${BOUNDARY}\r\n${FILE_HEADERS}\r\n\r\n`)
      for (;;) yield chunk
    }
    const body = new CountedBody(endless())
    let size = 0
    for await (const file of parseMultipart(body, CONTENT_TYPE, {})) {
      for await (const bytes of file) {
        expect(bytes.buffer).toBe(chunk.buffer)
        size += bytes.length
        if (size >= 256 * 1024 * 1024) break
      }
      break
    }
    expect(size).toBe(256 * 1024 * 1024)
    expect(body).toMatchObject({ pulls: 1 + 4096, returned: true })
  })

  it('gives a head and every byte of a slow upload before the next byte comes', async () => {
    const sent: string[] = []
    function* slow(): Generator<Uint8Array> {
      for (const chunk of [`--${BOUNDARY}\r\n${FILE_HEADERS}\r\n\r\n`, 'a', '\r', '\nb', `\r\n${CLOSING}`]) {
        sent.push(chunk)
        yield encode(chunk)
      }
    }
    const seen: [string, number][] = []
    for await (const file of parseMultipart(new CountedBody(slow()), CONTENT_TYPE, {})) {
      seen.push([file.name, sent.length])
      for await (const bytes of file) seen.push([new TextDecoder().decode(bytes), sent.length])
    }
    expect(seen).toEqual([
      ['file', 1],
      ['a', 2],
      ['\r', 4],
      ['\nb', 4],
    ])
  })

  it('lets its reader change the bytes it was given', async () => {
    const body = bodyOf(
      part(FILE_HEADERS, 'a\r'),
      'b\r',
      `\n--${BOUNDARY.slice(0, 9)}`,
      'c',
      `\r\n${CLOSING}`,
    )
    for await (const file of parseMultipart(body, CONTENT_TYPE, {}))
      for await (const bytes of file) bytes.fill(0)
    expect(body.pulls).toBe(6)
  })
})

describe('parts left unread', () => {
  const FORM = [
    field('a', 'first'.repeat(100)),
    field('b', 'second'.repeat(100)),
    field('c', 'third'),
    CLOSING,
  ]

  it('are skipped', async () => {
    const names: string[] = []
    for await (const { name } of parseMultipart(bodyOf(...FORM), CONTENT_TYPE, {})) names.push(name)
    expect(names).toEqual(['a', 'b', 'c'])
  })

  it('are skipped from where their reader stopped', async () => {
    const seen: string[] = []
    for await (const item of parseMultipart(
      bodyOf(...(FORM.join('').match(/[^]{1,50}/g) ?? [])),
      CONTENT_TYPE,
      {},
    )) {
      for await (const bytes of item) {
        seen.push(`${item.name}:${new TextDecoder().decode(bytes).slice(0, 3)}`)
        break
      }
    }
    expect(seen.map((text) => text.slice(0, 2))).toEqual(['a:', 'b:', 'c:'])
  })

  it('cannot be read once the next was asked for, nor after the loop', async () => {
    const kept = []
    for await (const item of parseMultipart(bodyOf(...FORM), CONTENT_TYPE, {})) {
      kept.push(item)
      if (item.name === 'b') break
    }
    expect(kept).toHaveLength(2)
    for (const item of kept) {
      await expect(decode(item)).rejects.toBeInstanceOf(BodyAlreadyReadError)
      await expect(item.text()).rejects.toBeInstanceOf(BodyAlreadyReadError)
    }
  })

  it('cannot be read twice', async () => {
    for await (const item of parseMultipart(bodyOf(...FORM), CONTENT_TYPE, {})) {
      await item.text()
      await expect(item.text()).rejects.toBeInstanceOf(BodyAlreadyReadError)
      await expect(decode(item)).rejects.toBeInstanceOf(BodyAlreadyReadError)
    }
  })
})

describe('text()', () => {
  it('decodes UTF-8 however it is cut', async () => {
    const bytes = encode(field('a', 'grüße 🎉') + CLOSING)
    for (let at = 0; at <= bytes.length; at++) {
      const body = bodyOf(bytes.subarray(0, at), bytes.subarray(at))
      for await (const item of parseMultipart(body, CONTENT_TYPE, {}))
        expect(await item.text()).toBe('grüße 🎉')
    }
  })

  it.each([
    ['iso-8859-1', 'ü'],
    ['"Shift_JIS"', '\uff7c'],
    ['made-up', '\ufffd'],
  ])('honours the charset %s', async (charset, expected) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`
    const byte = Uint8Array.of(expected === 'ü' ? 0xfc : 0xbc)
    for await (const item of parseMultipart(bodyOf(head, byte, `\r\n${CLOSING}`), CONTENT_TYPE, {})) {
      expect(await item.text()).toBe(expected)
    }
  })

  it('is whole even when it is awaited only after the loop', async () => {
    const texts: Promise<string>[] = []
    const body = bodyOf(
      ...((field('a', 'x'.repeat(500)) + field('b', 'y'.repeat(500)) + CLOSING).match(/[^]{1,50}/g) ?? []),
    )
    for await (const item of parseMultipart(body, CONTENT_TYPE, {})) texts.push(item.text())
    expect(await Promise.all(texts)).toEqual(['x'.repeat(500), 'y'.repeat(500)])
  })
})

describe('leaving the loop', () => {
  it('stops reading the body', async () => {
    const body = bodyOf(field('a', '1'), field('b', '2'), CLOSING)
    for await (const item of parseMultipart(body, CONTENT_TYPE, {})) {
      expect(item.name).toBe('a')
      break
    }
    expect(body).toMatchObject({ pulls: 1, returned: true })
  })

  it('stops reading the body when the loop throws', async () => {
    const body = bodyOf(field('a', '1'), field('b', '2'), CLOSING)
    const reading = (async () => {
      for await (const item of parseMultipart(body, CONTENT_TYPE, {})) throw new Error(item.name)
    })()
    await expect(reading).rejects.toThrow('a')
    expect(body).toMatchObject({ pulls: 1, returned: true })
  })

  it('reads a form that is read whole to the end of its body', async () => {
    const body = bodyOf(field('a', '1'), CLOSING, '\r\n')
    for await (const item of parseMultipart(body, CONTENT_TYPE, {})) await item.text()
    expect(body).toMatchObject({ pulls: 4, returned: false })
  })
})
