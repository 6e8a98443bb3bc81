import { describe, expect, test } from 'vitest'
import { type Arguments, parseArguments } from '../src/arguments.ts'
import { SERVER_IDS } from '../src/servers/all-servers.ts'
import { WORKLOADS } from '../src/workloads/all-workloads.ts'

function parse(...args: string[]): Arguments {
  const parsed = parseArguments(args)
  if (parsed === 'help') throw new Error('This was no question for help.')
  return parsed
}

describe('arguments', () => {
  test('everything by default', () => {
    const { quick, workloads, servers } = parse()
    expect(quick).toBe(false)
    expect(workloads).toEqual(WORKLOADS)
    expect(servers).toEqual(SERVER_IDS)
  })

  test('a selection, in the order of the report', () => {
    const { workloads, servers, rounds } = parse(
      '--only',
      'bytes-1k,one-client',
      '--servers',
      'koa,net',
      '--rounds',
      '7',
    )
    expect(workloads.map(({ id }) => id)).toEqual(['bytes-1k', 'one-client'])
    expect(servers).toEqual(['net', 'koa'])
    expect(rounds).toBe(7)
  })

  test('mistakes are named', () => {
    expect(() => parse('--only', 'bites')).toThrow('There is no workload bites: there are one-client,')
    expect(() => parse('--servers', 'appache')).toThrow('There is no server appache: there are net,')
    expect(() => parse('--rounds', '0')).toThrow('--rounds is a whole number from 1, not 0.')
    expect(() => parse('--fast')).toThrow('--fast')
  })
})
