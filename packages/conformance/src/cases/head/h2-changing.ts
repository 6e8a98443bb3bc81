import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header, headerLines } from '../expectations.ts'

/** H2: status and headers may change until they are sent, and not afterwards. */
export const changing: readonly ConformanceCase[] = [
  defineCase(
    'H2.before',
    'handler and body set, replace and append headers until the first bytes leave',
    async (target) => {
      const exchange = await target.request('/head/headers')
      const head = await exchange.head()
      assert.equal(head.status, 203, 'the status set last')
      assert.equal(header(head, 'content-type'), 'text/x-sluice')
      assert.equal(header(head, 'x-handler'), 'from the handler')
      assert.equal(header(head, 'x-init'), 'from the response')
      assert.equal(header(head, 'x-body'), 'before the await')
      assert.equal(header(head, 'x-replaced'), 'second')
      assert.equal(header(head, 'x-number'), '42')
      assert.equal((await exchange.body()).toString(), 'ok')
    },
  ),
  defineCase('H2.repeated', 'repeated headers stay separate field lines', async (target) => {
    const head = await (await target.request('/head/headers')).head()
    const own = headerLines(head, 'set-cookie').filter((value) => !value.startsWith('framework'))
    assert.deepEqual(own, ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'])
    assert.deepEqual(
      headerLines(head, 'x-list').flatMap((value) => value.split(', ')),
      ['one', 'two'],
    )
  }),
  defineCase(
    'H2.late',
    'after the first bytes, setting status or a header throws HeadersSentError',
    async (target) => {
      const exchange = await target.request('/head/late')
      const head = await exchange.head()
      assert.equal(head.status, 200)
      assert.equal(header(head, 'x-late'), undefined)
      assert.deepEqual(
        headerLines(head, 'x-before').flatMap((value) => value.split(', ')),
        ['yes', 'and after an empty write'],
      )
      assert.deepEqual(await exchange.json(), {
        headersSent: [false, true],
        setHeader: 'HEADERS_SENT',
        appendHeader: 'HEADERS_SENT',
        status: 'HEADERS_SENT',
        commit: null,
      })
    },
  ),
]
