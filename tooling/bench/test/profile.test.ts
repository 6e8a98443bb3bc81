import { describe, expect, test } from 'vitest'
import { compare } from '../src/profile/compare.ts'
import { costsOfMemory, costsOfTime } from '../src/profile/costs.ts'
import { placeOf } from '../src/profile/place.ts'
import { comparisonTable, costliestFunctions } from '../src/report/comparison.ts'
import { renderText } from '../src/report/table.ts'
import { endPair, startPair } from '../src/run/pair.ts'
import { runOnce } from '../src/run/run-once.ts'
import { workloadOf } from '../src/workloads/all-workloads.ts'

const ROUTER = 'file:///repo/node_modules/.pnpm/router@2.2.0/node_modules/router/index.js'
const WRITER = 'file:///repo/packages/core/dist/writer/stream-writer.js'

function frame(functionName: string, url: string) {
  return { functionName, url, scriptId: '1', lineNumber: 1, columnNumber: 1 }
}

describe('whose code it is', () => {
  test.each([
    ['writev', '', 'system calls'],
    ['JSON', '', 'native code'],
    ['(garbage collector)', '', 'garbage collection'],
    ['(program)', '', 'event loop'],
    ['(idle)', '', undefined],
    ['end', 'node:_http_outgoing', 'Node'],
    ['next', ROUTER, 'router'],
    [
      'x',
      'file:///repo/node_modules/.pnpm/@hono+node-server@2/node_modules/@hono/node-server/dist/index.mjs',
      '@hono/node-server',
    ],
    ['write', WRITER, 'Sluice'],
    ['push', 'file:///repo/tooling/bench/dist/scripts/flat-out.js', 'handler, events'],
  ])('%s of %s', (name, url, place) => {
    expect(placeOf(frame(name, url))).toBe(place)
  })
})

test('time is added up by function, without that in which nothing is done', () => {
  const node = (id: number, name: string, url: string) => ({ id, callFrame: frame(name, url) })
  const costs = costsOfTime({
    nodes: [node(1, '(idle)', ''), node(2, 'write', WRITER), node(3, 'write', WRITER), node(4, '', ROUTER)],
    samples: [1, 2, 3, 4],
    timeDeltas: [500, 10, 20, 5],
    startTime: 0,
    endTime: 535,
  })
  expect(costs).toEqual([
    { place: 'Sluice', name: 'write', amount: 30 },
    { place: 'router', name: 'anonymous', amount: 5 },
  ])
})

test('memory is that of every caller', () => {
  const leaf = { callFrame: frame('write', WRITER), selfSize: 8, id: 3, children: [] }
  const caller = { callFrame: frame('next', ROUTER), selfSize: 16, id: 2, children: [leaf] }
  const head = { callFrame: frame('(root)', ''), selfSize: 0, id: 1, children: [caller, leaf] }
  expect(costsOfMemory({ head })).toEqual([
    { place: 'Sluice', name: 'write', amount: 16 },
    { place: 'router', name: 'next', amount: 16 },
  ])
})

test('two profiles side by side, the greatest difference first, with what it is made of', () => {
  const own = [
    { place: 'Sluice', name: 'write', amount: 4 },
    { place: 'Node', name: 'end', amount: 10 },
    { place: 'Node', name: 'on', amount: 1 },
  ]
  const other = [
    { place: 'Node', name: 'end', amount: 14 },
    { place: 'tiny', name: 'x', amount: 0.01 },
  ]
  const comparison = { kind: 'time', title: 'ours', otherTitle: 'by hand', ...compare(own, other) } as const
  expect(renderText(comparisonTable(comparison))).toMatchInlineSnapshot(`
    "code of       ours  by hand  difference
    Sluice     4.00 µs  0.00 µs  +4.00 µs
    Node       11.0 µs  14.0 µs  −3.00 µs
    all of it  15.0 µs  14.0 µs  +0.99 µs"
  `)
  expect(costliestFunctions(comparison)).toBe('Most more in: write (Sluice) +4.00 µs, on (Node) +1.00 µs.')
})

describe('a run that is profiled', { timeout: 30_000 }, () => {
  test.each([
    ['short-tick', 300, 'time'],
    ['idle-10k', 20, 'memory'],
  ] as const)('%s', async (id, size, kind) => {
    const pair = await startPair('sluice-node', workloadOf(id))
    try {
      const { problems, profile = [] } = await runOnce(workloadOf(id), size, pair, kind)
      expect(problems).toEqual([])
      const places = profile.map(({ place }) => place)
      expect(places).toContain('Sluice')
      expect(places).toContain('Node')
      // Another run of the same process is not profiled unless that is asked for again.
      expect(await runOnce(workloadOf(id), size, pair)).not.toHaveProperty('profile')
    } finally {
      endPair(pair)
    }
  })
})
