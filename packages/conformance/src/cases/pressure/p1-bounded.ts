import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { PatternCheck } from '../pattern-check.ts'

const mebibyte = 1_048_576

/** Size of the body, and what kernel buffers may swallow of it: over HTTP/2 the window is small. */
const volumes = {
  http1: { size: 64 * mebibyte, swallowed: 32 * mebibyte },
  http2: { size: 16 * mebibyte, swallowed: 4 * mebibyte },
}

/** P1: a write settles when there is room, so memory stays bounded however slow the client. */
export const bounded: readonly ConformanceCase[] = [
  defineCase(
    'P1.stalled',
    'a stalled client blocks the writer, and a client that goes on gets every byte',
    async (target) => {
      const { size, swallowed } = target.http2 ? volumes.http2 : volumes.http1
      const run = target.newRun()
      const check = new PatternCheck()
      const exchange = await target.request(`/pressure/flood?run=${run}&size=${size}`, {
        onBytes: check.take,
      })
      exchange.control.pause()
      const stop = await target.observe(run, 'blocked', 'finished')
      assert.equal(stop.event, 'blocked', 'the writer ran to its end against a client that took nothing')
      assert.ok(
        Number(stop.detail) < swallowed,
        `${String(stop.detail)} bytes were taken before the writer blocked`,
      )
      exchange.control.resume()
      await exchange.body(15_000)
      await target.observe(run, 'finished')
      check.assertWhole(size)
    },
  ),
  defineCase(
    'P1.small-writes',
    'many small writes to a stalled client block the writer too',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(
        `/pressure/flood?run=${run}&size=${volumes.http1.size}&chunk=1024`,
        {
          onBytes: () => undefined,
        },
      )
      exchange.control.pause()
      const stop = await target.observe(run, 'blocked', 'finished')
      assert.equal(stop.event, 'blocked', 'the writer ran to its end against a client that took nothing')
      exchange.control.leave('reset')
      await target.observe(run, 'finally')
    },
  ),
  defineCase(
    'P1.stop-and-go',
    'a client that stalls again and again gets every byte once',
    async (target) => {
      const run = target.newRun()
      const check = new PatternCheck()
      const wanted = 16 * mebibyte
      let untilPause = 100_000
      const exchange = await target.request(`/pressure/flood?run=${run}&size=${wanted}`, {
        onBytes: (bytes) => {
          check.take(bytes)
          if (check.length < untilPause) return
          untilPause += 1_000_000
          exchange.control.pause()
          setTimeout(() => exchange.control.resume(), 5)
        },
      })
      await exchange.body(15_000)
      check.assertWhole(wanted)
    },
  ),
]
