import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { codeOf, header } from '../expectations.ts'

const kinds = [
  'cr',
  'lf',
  'crlf',
  'nul',
  'control',
  'del',
  'latin1',
  'wide',
  'name',
  'colon',
  'empty',
  'newline',
] as const

/** H4: illegal header names and values throw, and nothing is sent. */
export const illegal: readonly ConformanceCase[] = [
  ...kinds.map((kind) => refused(`H4.set-${kind}`, kind, 'set')),
  refused('H4.append', 'crlf', 'append'),
  refused('H4.list', 'lf', 'list'),
  refused('H4.init', 'crlf', 'init'),
]

function refused(id: `H4.${string}`, which: string, how: string): ConformanceCase {
  return defineCase(
    id,
    `an illegal header (${which}) is refused by ${how}, and never sent`,
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/head/illegal?run=${run}&which=${which}&how=${how}`)
      const head = await exchange.head()
      if (how !== 'init') assert.equal(codeOf(await target.observe(run, 'refused')), 'INVALID_HEADER')
      assert.equal(codeOf(await target.observe(run, 'error')), 'INVALID_HEADER')
      assert.equal(head.status, 500)
      assert.equal(header(head, 'content-type'), 'application/problem+json')
      const names = head.headers.map(([name]) => name)
      assert.ok(
        !names.some((name) => name.includes('illegal') || name.includes('injected')),
        names.join(', '),
      )
      assert.ok(!head.headers.some(([, value]) => value.includes('injected')), 'an injected header line')
      assert.ok(!(await exchange.body()).includes('sent'))
    },
  )
}
