import assert from 'node:assert/strict'

import { readMultipart } from '../../readers/read-multipart.ts'
import { streamingTypes } from '../../readers/read-messages.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { header } from '../expectations.ts'
import { hostileTexts } from './hostile-texts.ts'
import { allMessages, messages, scripted } from './scripted.ts'

const itemTypes = streamingTypes.filter((type) => type !== 'text/event-stream')

/** F2: JSON Lines, NDJSON, JSON text sequences and multipart/mixed: a message is complete as soon as it is sent. */
export const itemFormats: readonly ConformanceCase[] = [
  ...itemTypes.flatMap((accept) => {
    const name = accept.replace(/.*[/]/, '')
    return [
      defineCase(
        `F2.${name}-head`,
        `the head of ${accept} is sent before there is any event`,
        async (target) => {
          const run = target.newRun()
          const exchange = await scripted(target, run, [{ wait: 'go' }], { accept })
          const head = await exchange.head()
          assert.equal(header(head, 'content-type')?.split(';', 1)[0], accept)
          assert.equal(header(head, 'cache-control'), 'no-cache, no-transform')
          assert.equal(header(head, 'x-accel-buffering'), 'no')
          await target.mark(run, 'go')
          assert.deepEqual(await allMessages(exchange), [])
        },
      ),
      defineCase(
        `F2.${name}-complete`,
        `an event in ${accept} is complete before the next one is sent`,
        async (target) => {
          const run = target.newRun()
          const exchange = await scripted(
            target,
            run,
            [
              { event: 'tick', data: { n: 1 }, id: 'a', retry: 5, comment: 'left out' },
              { wait: 'one' },
              { comment: 'left out' },
              { retry: 7 },
              { event: 'message', data: null, id: '' },
              { wait: 'two' },
              { event: 'any', data: 'last' },
            ],
            { accept },
          )
          const first = { event: 'tick', data: { n: 1 }, id: 'a', retry: 5 }
          assert.deepEqual(await messages(exchange, 1), [first])
          await target.mark(run, 'one')
          const second = { event: 'message', data: null, id: '' }
          assert.deepEqual(await messages(exchange, 2), [first, second])
          await target.mark(run, 'two')
          assert.deepEqual(await allMessages(exchange), [first, second, { event: 'any', data: 'last' }])
        },
      ),
      defineCase(`F2.${name}-hostile`, `any text in ${accept} arrives as it was sent`, async (target) => {
        const steps = hostileTexts.map((data) => ({
          event: 'text',
          data,
          id: data.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ''),
        }))
        const exchange = await scripted(target, target.newRun(), steps, { accept })
        assert.deepEqual(await allMessages(exchange), steps)
      }),
      defineCase(`F2.${name}-items`, `items come as they are in ${accept}`, async (target) => {
        const run = target.newRun()
        const steps = hostileTexts.map((data) => ({ event: 'any', data }))
        const exchange = await scripted(
          target,
          run,
          [{ event: 'any', data: { a: [1] } }, { wait: 'go' }, ...steps],
          {
            path: '/op/items',
            accept,
          },
        )
        assert.deepEqual(await messages(exchange, 1), [{ a: [1] }])
        await target.mark(run, 'go')
        assert.deepEqual(await allMessages(exchange), [{ a: [1] }, ...hostileTexts])
      }),
    ]
  }),
  ...([0, 2] as const).map((times) =>
    defineCase(
      `F2.multipart-closed-${times}`,
      `a body of ${times} parts ends with the close delimiter`,
      async (target) => {
        const exchange = await scripted(target, target.newRun(), [{ event: 'tick', data: { n: 1 }, times }], {
          accept: 'multipart/mixed',
        })
        const contentType = header(await exchange.head(), 'content-type') ?? ''
        const { parts, closed } = readMultipart(contentType, await exchange.body())
        assert.equal(parts.length, times)
        assert.ok(closed, 'the close delimiter is missing')
      },
    ),
  ),
  defineCase('F2.multipart-boundary', 'each stream has a boundary of its own', async (target) => {
    const boundaries = new Set<string | undefined>()
    for (let turn = 0; turn < 3; turn += 1) {
      const exchange = await scripted(target, target.newRun(), [], { accept: 'multipart/mixed' })
      boundaries.add(header(await exchange.head(), 'content-type'))
      await exchange.body()
    }
    assert.equal(boundaries.size, 3)
  }),
  defineCase('F2.same-bytes', 'NDJSON is JSON Lines under another name', async (target) => {
    const bodies: string[] = []
    for (const accept of ['application/jsonl', 'application/x-ndjson']) {
      const exchange = await scripted(
        target,
        target.newRun(),
        [{ event: 'tick', data: { n: 1 }, times: 3 }],
        { accept },
      )
      bodies.push((await exchange.body()).toString())
    }
    assert.equal(bodies[0], '{"event":"tick","data":{"n":1}}\n'.repeat(3))
    assert.equal(bodies[1], bodies[0])
  }),
]
