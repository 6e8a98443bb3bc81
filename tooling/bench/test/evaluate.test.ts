import { describe, expect, test } from 'vitest'
import { chart } from '../src/report/chart.ts'
import { replaceResults, resultsAsMarkdown } from '../src/report/document.ts'
import { evaluate } from '../src/report/evaluate.ts'
import type { Results } from '../src/report/results.ts'
import { renderMarkdown, renderText, workloadTable } from '../src/report/table.ts'
import type { Figures } from '../src/run/figures.ts'
import type { Row } from '../src/run/run-workload.ts'
import type { ServerId } from '../src/servers/all-servers.ts'
import { workloadOf } from '../src/workloads/all-workloads.ts'

function row(id: ServerId, runs: readonly (Figures | string | undefined)[]): Row {
  return {
    participant: { id, server: { title: id, kind: 'peer', packages: [], chunks: '', ticks: '' } },
    runs: runs.map((run) =>
      run === undefined
        ? undefined
        : typeof run === 'string'
          ? { figures: { cpu: 0.001 }, problems: [run] }
          : { figures: run, problems: [] },
    ),
  }
}

const WORKLOAD = workloadOf('one-client')

describe('a target', () => {
  const reached = (own: readonly (Figures | string)[]): (boolean | undefined)[] =>
    evaluate(
      WORKLOAD,
      [row('node-http', [{ cpu: 4 }, { cpu: 10 }]), row('sluice-node', own)],
      'node-http',
    ).rows[1]!.targets.map(({ met }) => met)

  test('is met by the median of the rounds, each against the baseline of its own', () => {
    expect(
      reached([
        { cpu: 2, stall: 10 },
        { cpu: 6, stall: 20 },
      ]),
    ).toEqual([true, true])
    expect(
      reached([
        { cpu: 2, stall: 40 },
        { cpu: 7, stall: 20 },
      ]),
    ).toEqual([false, false])
  })

  test('is met by the rounds in which both took part', () => {
    const rows = [row('node-http', [{ cpu: 4 }, { cpu: 9 }]), row('koa', [{ cpu: 2 }, undefined])]
    const [, koa] = evaluate(WORKLOAD, rows, 'node-http').rows
    expect(koa).toMatchObject({ rounds: 1, ratio: { median: 0.5, min: 0.5, max: 0.5 } })
  })

  test('is not met by a run that has lost data', () => {
    expect(reached(['9 events of 10 arrived.', '9 events of 10 arrived.'])).toEqual([false, false])
    const { rows } = evaluate(WORKLOAD, [row('node-http', ['lost', { cpu: 10 }])], 'node-http')
    expect(rows[0]).toMatchObject({ problems: ['lost'], figures: { cpu: { median: 10, min: 10, max: 10 } } })
  })
})

test('the table says what is invalid and what cannot be done', () => {
  const rows: Row[] = [
    row('node-http', [{ cpu: 4, rate: 250_000, peakRss: 60e6 }]),
    row('hono', ['9 events of 10 arrived.']),
    { ...row('net', []), cannot: 'sends events only' },
  ]
  const table = workloadTable(evaluate(WORKLOAD, rows, 'node-http'), 'node-http')
  expect(renderText(table)).toMatchInlineSnapshot(`
    "server     CPU per event  × node-http    min–max  rounds    rate      RSS  targets
    node-http        4.00 µs         1.00  1.00–1.00       1  250k/s  60.0 MB
    hono       INVALID: 9 events of 10 arrived.
    net        – sends events only"
  `)
  expect(renderMarkdown(table)).toContain('| net | – sends events only |  |')
})

describe('the document', () => {
  const results: Results = {
    circumstances: {
      machine: 'a <small> machine',
      node: 'v20.0.0',
      date: '2026-01-02T03:04:05.000Z',
      quick: false,
      rounds: 3,
      versions: { koa: '3.3.0' },
      notes: [],
    },
    workloads: [
      {
        ...evaluate(
          WORKLOAD,
          [row('node-http', [{ cpu: 4 }]), row('sluice-node', [{ cpu: 3, stall: 1 }])],
          'node-http',
        ),
        comparisons: [
          {
            kind: 'time',
            title: 'sluice-node',
            otherTitle: 'node-http',
            places: [{ place: 'Sluice', own: 2, other: 0 }],
            functions: [],
          },
        ],
      },
    ],
  }

  test('says where, when and what, and which targets were missed', () => {
    const text = resultsAsMarkdown(results)
    expect(text).toContain('2026-01-02, a <small> machine, Node v20.0.0, 3 rounds.')
    expect(text).toContain('Measured: koa 3.3.0.')
    expect(text).toContain(
      '1 of 2 targets met.\n\n- One SSE client, flat out, sluice-node: CPU ≤ 0.55 ✗ 0.75',
    )
  })

  test('says beside each missed target where the time goes', () => {
    expect(resultsAsMarkdown(results)).toContain(
      'Where the time goes, for each event: sluice-node beside node-http.\n\n| code of | sluice-node |',
    )
  })

  test('results take the place of those before, and leave the rest alone', () => {
    const page = 'before\n<!-- benchmark:start -->\n\nold\n\n<!-- benchmark:end -->\nafter'
    expect(replaceResults(page, 'new')).toBe(page.replace('old', 'new'))
    expect(() => replaceResults('nothing', 'new')).toThrow('docs/performance.md needs the lines')
  })

  test('the chart has a bar for each server, and is well-formed text', () => {
    const drawing = chart(results)
    expect(drawing.match(/<rect /g)).toHaveLength(2)
    expect(drawing).toContain('>0.75</text>')
    expect(drawing).toContain('a &lt;small> machine')
  })
})
