import assert from 'node:assert/strict'

import type { Observation } from '../../routes/observation-log.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { codeOf } from '../expectations.ts'

const mebibyte = 1_048_576

/** P5: a handler that never awaits is bounded too. */
export const overflow: readonly ConformanceCase[] = [
  unawaited(
    'P5.default',
    'a handler that never awaits is cut off past 16 MiB',
    '/pressure/unawaited',
    16,
    '',
  ),
  unawaited('P5.option', 'maxBufferedBytes moves the bound', '/pressure/unawaited-small', 1, ''),
  unawaited(
    'P5.turns',
    'a handler that yields but never awaits its writes is cut off',
    '/pressure/unawaited-small',
    1,
    '&turns',
  ),
]

function unawaited(
  id: `P5.${string}`,
  title: string,
  path: string,
  cap: number,
  query: string,
): ConformanceCase {
  return defineCase(id, title, async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`${path}?run=${run}&size=${128 * mebibyte}${query}`, {
      onBytes: () => undefined,
    })
    exchange.control.pause()
    const outcome = await target.observe(run, 'bounded', 'unbounded')
    assert.equal(outcome.event, 'bounded', 'everything was taken without a bound')
    assert.equal(codeOf(outcome), 'BUFFER_OVERFLOW')
    assert.ok(written(outcome) > cap * mebibyte, `cut off after only ${written(outcome)} bytes`)
    // Kernel buffers take their part while the handler yields; without yielding nothing leaves.
    const slack = query === '' ? 1 : 32
    assert.ok(written(outcome) <= (cap + slack) * mebibyte, `cut off only after ${written(outcome)} bytes`)
    const error = await target.observe(run, 'error')
    assert.equal(codeOf(error), 'BUFFER_OVERFLOW')
    assert.match((error.detail as { message: string }).message, /await/, 'the error says to await')
    exchange.control.resume()
    assert.notEqual((await exchange.end()).kind, 'clean')
  })
}

function written({ detail }: Observation): number {
  return (detail as { written: number }).written
}
