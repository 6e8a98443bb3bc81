import { describe, expect, test } from 'vitest'
import { fail } from '../src/operations/fail.ts'
import { patternPiece } from '../src/pattern.ts'
import { rawAnswer, serveOperation } from './serve-operation.ts'

describe('GET /fail', () => {
  test('without a number is a problem that keeps its cause to itself', async () => {
    const { url, errors } = await serveOperation(fail)
    const answer = await fetch(`${url}/fail`)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 })
    expect(errors).toMatchObject([
      { message: 'GET /fail failed, as it was asked to, before its head was sent.' },
    ])
  })

  test.each([0, 1, 100_000])('fails after exactly %i bytes', async (after) => {
    const { port, errors } = await serveOperation(fail)
    const answer = await rawAnswer(port, `GET /fail?after=${after}`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    const body = unchunked(answer.slice(answer.indexOf('\r\n\r\n') + 4))
    expect(body.bytes.equals(patternPiece(0, after))).toBe(true)
    expect(body.terminated).toBe(false)
    expect(errors).toMatchObject([{ message: `GET /fail failed, as it was asked to, after ${after} bytes.` }])
  })

  test.each(['after=-1', 'after=soon', 'after=1&after=2'])('refuses %s', async (query) => {
    const { url } = await serveOperation(fail)
    expect((await fetch(`${url}/fail?${query}`)).status).toBe(422)
  })
})

/** Takes the chunks of a body apart; a proper end is a chunk of no bytes. */
function unchunked(body: string): { readonly bytes: Buffer; readonly terminated: boolean } {
  let bytes = ''
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.slice(at, lineEnd), 16)
    if (length === 0) return { bytes: Buffer.from(bytes, 'latin1'), terminated: true }
    bytes += body.slice(lineEnd + 2, lineEnd + 2 + length)
    at = lineEnd + 2 + length + 2
  }
  return { bytes: Buffer.from(bytes, 'latin1'), terminated: false }
}
