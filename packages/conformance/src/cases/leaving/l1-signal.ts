import assert from 'node:assert/strict'

import type { Leaving } from '../../client/wire-exchange.ts'
import type { Target } from '../../target/target.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf, eventsOf } from '../expectations.ts'

const disconnect = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}
const http1Only = {
  ...disconnect,
  protocols: ['http1', 'https1'] as const,
  reason: 'closing one direction of the connection is a matter of HTTP/1',
}
const http2Only = {
  ...disconnect,
  protocols: ['h2c', 'h2'] as const,
  reason: 'HTTP/1 cannot cancel one stream of a connection',
}

/** Milliseconds from leaving to the signal. */
const promptly = 100

/** L1: the signal aborts once, within 100 ms of the client's leaving, and for nothing else. */
export const signal: readonly ConformanceCase[] = [
  leaves('L1.reset', 'a TCP reset aborts the signal', 'reset', disconnect),
  leaves('L1.close', 'a closed connection aborts the signal', 'close', disconnect),
  leaves('L1.half-close', 'a client that closes its direction has left', 'half-close', http1Only),
  leaves('L1.cancel', 'a cancelled HTTP/2 stream aborts the signal', 'cancel', http2Only),
  ...(['reset', 'close'] as const).map((how) =>
    defineCase(
      `L1.before-head-${how}`,
      `a client that leaves (${how}) before the head aborts the signal of a handler that still decides`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/leave/before?run=${run}`)
        await target.observe(run, 'waiting')
        await leaveAndTime(target, run, () => exchange.control.leave(how))
      },
      { requires: disconnect },
    ),
  ),
  defineCase(
    'L1.upload',
    'a client that leaves during its upload aborts the signal',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/body/stalled?run=${run}`, { method: 'POST', streaming: true })
      exchange.control.send(new Uint8Array(1_000))
      await target.observe(run, 'waiting')
      await leaveAndTime(target, run, () => exchange.control.leave('reset'))
    },
    { requires: disconnect },
  ),
  defineCase(
    'L1.stalled',
    'a stalled client that leaves aborts the signal of a writer that waits for room',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/pressure/flood?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await target.observe(run, 'blocked')
      await leaveAndTime(target, run, () => exchange.control.leave('reset'))
    },
    { requires: disconnect },
  ),
  defineCase(
    'L1.clean-end',
    'a clean end never aborts the signal, nor does leaving after it',
    async (target) => {
      const run = target.newRun()
      const connection = await target.connect()
      const exchange = connection.request({ target: target.path(`/leave/clean?run=${run}`) })
      assert.equal((await exchange.body()).toString(), 'all there is')
      connection.leave('close')
      assertNever(await target.settled(run), 'aborted', 'error')
    },
  ),
  defineCase('L1.clean-upload', 'a clean end of a POST never aborts the signal', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/body/count?run=${run}`, {
      method: 'POST',
      body: Buffer.from('a body'),
    })
    assert.deepEqual(await exchange.json(), { length: 6 })
    exchange.control.leave('close')
    assertNever(await target.settled(run), 'aborted', 'error')
  }),
  ...(['', '&unread'] as const).map((how) =>
    defineCase(
      `L1.body-${how === '' ? 'read' : 'unread'}`,
      `a request body that ${how === '' ? 'was read' : 'nobody reads'} is no reason to abort`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/leave/upload?run=${run}${how}`, {
          method: 'POST',
          body: Buffer.from('12345'),
        })
        const { detail: length } = await target.observe(run, 'read')
        await exchange.bytes(7)
        assertNever(await target.settled(run), 'aborted')
        await target.mark(run, 'go')
        assert.equal((await exchange.body()).toString(), `read ${String(length)};aborted false`)
        assertNever(await target.settled(run), 'aborted')
      },
    ),
  ),
  defineCase(
    'L1.neighbour',
    'cancelling one HTTP/2 stream leaves its neighbours alone',
    async (target) => {
      const [leaver, stayer] = [target.newRun(), target.newRun()]
      const connection = await target.connect()
      const first = connection.request({ target: target.path(`/leave/idle?run=${leaver}`) })
      const second = connection.request({ target: target.path(`/bytes/unflushed?run=${stayer}`) })
      await first.bytes(5)
      await second.bytes(1)
      first.control.leave('cancel')
      await target.observe(leaver, 'aborted')
      await target.mark(stayer, 'go')
      assert.equal((await second.body()).toString(), 'a.')
      assertNever(await target.settled(stayer), 'aborted')
    },
    { requires: http2Only },
  ),
]

function leaves(
  id: `L1.${string}`,
  title: string,
  how: Leaving,
  requires: ConformanceCase['requires'],
): ConformanceCase {
  return defineCase(
    id,
    `${title} within ${promptly} ms`,
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/leave/idle?run=${run}`)
      await exchange.bytes(5)
      await leaveAndTime(target, run, () => exchange.control.leave(how))
    },
    requires === undefined ? {} : { requires },
  )
}

/**
 * Leaves, and tells the server so on another connection that is open already: both times are the
 * server's own, so that a busy machine delays both alike.
 */
async function leaveAndTime(target: Target, run: string, leave: () => void): Promise<void> {
  const witness = await target.connect()
  await witness.request({ target: target.path('/info') }).body()
  leave()
  await witness.request({ target: target.path(`/mark?run=${run}&event=left`) }).body()
  const left = await target.observe(run, 'left')
  const aborted = await target.observe(run, 'aborted')
  assert.equal(codeOf(aborted), 'CLIENT_DISCONNECTED')
  const delay = aborted.at - left.at
  assert.ok(delay <= promptly, `the signal aborted ${Math.round(delay)} ms after the client had left`)
  const times = eventsOf(await target.settled(run)).filter((event) => event === 'aborted').length
  assert.equal(times, 1, 'the signal aborts once')
}
