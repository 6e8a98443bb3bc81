import assert from 'node:assert/strict'

import { multilingualText } from '../../routes/texts.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertBytes } from '../expectations.ts'
import { PatternCheck } from '../pattern-check.ts'

/** Size of the large body: 64 MiB, or what the environment says (`1073741824` for 1 GiB). */
const largeSize = Number(process.env['SLUICE_CONFORMANCE_LARGE_BYTES'] ?? 67_108_864)

const sizes = [
  ['empty', 0, 1],
  ['one-byte', 1, 1],
  ['bytes-one-by-one', 1_000, 1],
  ['64-kib', 65_536, 65_536],
  ['64-kib-and-one', 65_537, 65_536],
  ['odd-chunks', 300_000, 4_099],
  ['large-chunks', 8_388_608, 2_097_152],
] as const

/** B1: bytes arrive in order, exactly once, unchanged. */
export const unchanged: readonly ConformanceCase[] = [
  ...sizes.map(([name, size, chunk]) => pattern(`B1.${name}`, size, chunk)),
  { ...pattern('B1.large', largeSize, 65_536), timeout: Math.max(30_000, largeSize / 10_000) },
  ...[1, 2, 3, 7].map((unit) =>
    defineCase(
      `B1.text-${unit}`,
      `text split every ${unit} UTF-16 units, also inside a surrogate pair, is whole UTF-8`,
      async (target) => {
        const exchange = await target.request(`/bytes/text?unit=${unit}`)
        assertBytes(await exchange.body(), Buffer.from(multilingualText))
      },
    ),
  ),
  defineCase(
    'B1.text-flushed',
    'text split inside surrogate pairs with a flush in between is whole UTF-8',
    async (target) => {
      const exchange = await target.request('/bytes/text?unit=1&flush')
      assertBytes(await exchange.body(), Buffer.from(multilingualText))
    },
  ),
  defineCase(
    'B1.text-bytes',
    'bytes of multi-byte characters split anywhere arrive as they are',
    async (target) => {
      const exchange = await target.request('/bytes/text?unit=1&as=bytes')
      assertBytes(await exchange.body(), Buffer.from(multilingualText))
    },
  ),
  defineCase('B1.mixed', 'text, bytes and empty chunks, unawaited, keep their order', async (target) => {
    const exchange = await target.request('/bytes/mixed')
    const expected = Array.from({ length: 1_000 }, (_, index) => `${index};\u00e4${index},`).join('')
    assert.equal((await exchange.body()).toString(), expected)
  }),
  ...(['sync', 'async'] as const).map((kind) =>
    defineCase(
      `B1.generator-${kind}`,
      `what ${kind === 'sync' ? 'a generator' : 'an async generator'} yields arrives in order`,
      async (target) => {
        const exchange = await target.request(`/bytes/generator?kind=${kind}`)
        const expected = Array.from({ length: 100 }, (_, index) => `${index};`).join('')
        assert.equal((await exchange.body()).toString(), expected)
      },
    ),
  ),
]

function pattern(id: `B1.${string}`, size: number, chunk: number): ConformanceCase {
  return defineCase(
    id,
    `${size} bytes in writes of ${chunk} arrive in order, exactly once`,
    async (target) => {
      const check = new PatternCheck()
      const exchange = await target.request(`/bytes/pattern?size=${size}&chunk=${chunk}`, {
        onBytes: check.take,
      })
      await exchange.body(Math.max(15_000, size / 10_000))
      check.assertWhole(size)
    },
  )
}
