import assert from 'node:assert/strict'

import type { WireExchange } from '../client/wire-exchange.ts'
import { header } from './expectations.ts'

/** A problem as it must arrive, member by member in this order (RFC 9457). */
export interface ExpectedProblem {
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly object[]
}

/** Asserts that a problem has arrived, to the byte: every router answers alike. */
export async function assertProblem(exchange: WireExchange, problem: ExpectedProblem): Promise<void> {
  const head = await exchange.head()
  const { status, title, ...more } = problem
  const body = JSON.stringify({ type: 'about:blank', title, status, ...more })
  assert.equal((await exchange.body()).toString(), body)
  assert.equal(head.status, status)
  assert.equal(header(head, 'content-type'), 'application/problem+json')
  assert.equal(header(head, 'content-length'), String(Buffer.byteLength(body)))
  assert.equal(header(head, 'cache-control'), 'no-store')
}
