import { parseArgs } from 'node:util'

import { clauseIds } from '../cases/clauses.ts'
import type { ClauseId } from '../cases/conformance-case.ts'
import { conformancePrefix } from '../routes/create-mount.ts'
import type { Protocol } from '../mount/protocol.ts'

/** What the command was asked to do. */
export interface CliArguments {
  readonly url: URL
  readonly protocol: Protocol
  /** Clauses to run; all of them when empty. */
  readonly clauses: readonly ClauseId[]
  /** File that the results are written to. */
  readonly json: string | undefined
}

/** A mistake on the command line, or a server that cannot be tested; the message is for the user. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const helpText = `Runs the Sluice conformance suite against a server that mounts its routes.

Usage: sluice-conformance URL [options]

  URL              the server, for example http://127.0.0.1:3001; the routes are
                   expected under /conformance unless the URL has another path

  --clause ID      run only this clause, for example L1 (may be repeated)
  --protocol NAME  http1, https1, h2c or h2; by default HTTP/1.1, over TLS for https:
  --json FILE      write the results of every case to FILE
  --help           show this text

The exit code is 0 when every case passed or was skipped, 1 when one failed, and
2 when the suite could not run.`

/** Reads the command line; `undefined` when help was asked for. Throws `UsageError`. */
export function readArguments(args: readonly string[]): CliArguments | undefined {
  const { values, positionals } = parse(args)
  if (values.help === true) return undefined
  const [text] = positionals
  if (text === undefined || positionals.length > 1) {
    throw new UsageError('Give the URL of one server: sluice-conformance http://127.0.0.1:3001 (see --help).')
  }
  const url = readUrl(text)
  return {
    url,
    protocol: readProtocol(values.protocol, url),
    clauses: (values.clause ?? []).map(readClause),
    json: values.json,
  }
}

function parse(args: readonly string[]): {
  values: { help?: boolean; clause?: string[]; protocol?: string; json?: string }
  positionals: string[]
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        clause: { type: 'string', multiple: true },
        protocol: { type: 'string' },
        json: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message} (see --help)`)
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`${JSON.stringify(text)} is not an http: or https: URL.`)
  }
  if (url.pathname === '/') url.pathname = conformancePrefix
  return url
}

function readProtocol(name: string | undefined, url: URL): Protocol {
  const secure = url.protocol === 'https:'
  if (name === undefined) return secure ? 'https1' : 'http1'
  const known: readonly Protocol[] = secure ? ['https1', 'h2'] : ['http1', 'h2c']
  const protocol = known.find((candidate) => candidate === name)
  if (protocol === undefined)
    throw new UsageError(`For ${url.protocol} the protocol is ${known.join(' or ')}, not ${name}.`)
  return protocol
}

function readClause(text: string): ClauseId {
  const clause = clauseIds.find((id) => id === text.toUpperCase())
  if (clause === undefined)
    throw new UsageError(`There is no clause ${text}; the clauses are ${clauseIds.join(', ')}.`)
  return clause
}
