import { BodyTooLargeError, ClientDisconnectedError } from '@sluice/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseMultipart } from '../src/index.ts'
import {
  bodyOf,
  BOUNDARY,
  CONTENT_TYPE,
  CountedBody,
  encode,
  field,
  OPEN_FIELD,
  partsOf,
  readForm,
  readNames,
  refusalOf,
} from './support.ts'

describe('a form that breaks off', () => {
  const form = encode(`${field('a', 'hello')}${field('b', 'world')}--${BOUNDARY}--`)

  it('is refused wherever it ends, and never hangs', async () => {
    for (let length = 0; length < form.length; length++) {
      const reading = readForm(bodyOf(form.subarray(0, length)))
      expect(await refusalOf(400, reading)).toMatch(/ends before its closing boundary/)
    }
    expect(await readForm(bodyOf(form))).toHaveLength(2)
  })

  it('gives the parts that came whole first', async () => {
    const names: string[] = []
    const reading = readNames(bodyOf(field('a', 'x'), '--'), {}, names)
    expect(await refusalOf(400, reading)).toMatch(/ends before/)
    expect(names).toEqual(['a'])
  })

  it('fails the part being read and the loop alike', async () => {
    const next = partsOf(bodyOf(form.subarray(0, 120)))
    const first = await next()
    expect(await refusalOf(400, first.text())).toMatch(/ends before/)
    expect(await refusalOf(400, next())).toMatch(/ends before/)
  })
})

describe('a failure nobody awaits', () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  beforeEach(() => void process.on('unhandledRejection', note))
  afterEach(() => void process.off('unhandledRejection', note))

  it('does not become an unhandled rejection', async () => {
    const reading = (async () => {
      const texts: Promise<string>[] = []
      const body = bodyOf(OPEN_FIELD, 'hello')
      for await (const item of parseMultipart(body, CONTENT_TYPE, {})) texts.push(item.text())
      await Promise.all(texts)
    })()
    expect(await refusalOf(400, reading)).toMatch(/ends before/)
    await new Promise((resolve) => setTimeout(resolve))
    expect(unhandled).toEqual([])
  })
})

describe('failures of the body', () => {
  it.each([new ClientDisconnectedError(), new BodyTooLargeError(10), new Error('anything')])(
    'pass through unchanged: %s',
    async (failure) => {
      function* failing(): Generator<Uint8Array> {
        yield encode(field('a', 'x'))
        yield encode(`${OPEN_FIELD}hel`)
        throw failure
      }
      const next = partsOf(new CountedBody(failing()))
      expect(await (await next()).text()).toBe('x')
      const broken = await next()
      await expect(broken.text()).rejects.toBe(failure)
      await expect(next()).rejects.toBe(failure)
    },
  )
})
