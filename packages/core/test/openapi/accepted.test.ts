import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/openapi/document.ts'
import { toOpenApi31 } from '../../src/openapi/downgrade.ts'
import { toYaml } from '../../src/openapi/yaml.ts'
import { about, converters, operations } from './rich-api.ts'

/** All that redocly recommends, but what has nothing to do with what we write. */
const REDOCLY_CONFIG = `
extends: [recommended-strict]
rules:
  # These ask for what the author of an api says or leaves out.
  info-license: off
  no-server-example.com: off
  operation-summary: off
  security-defined: off
  tag-description: off
  # Takes a property for no distinction unless it is required; a message has no event field to require.
  no-illogical-composition-keywords: off
`

const document = describeApi(about, operations, converters)
const versions = [
  ['3.2', document],
  ['3.1', toOpenApi31(document)],
] as const

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-openapi-'))
  await writeFile(join(folder, 'redocly.yaml'), REDOCLY_CONFIG)
})

afterAll(() => rm(folder, { recursive: true }))

/** What redocly finds wrong. */
async function lint(name: string, text: string): Promise<unknown[]> {
  await writeFile(join(folder, name), text)
  const cli = createRequire(import.meta.url).resolve('@redocly/cli/package.json')
  const bin = join(dirname(cli), 'bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const args = [bin, 'lint', name, '--config', 'redocly.yaml', '--format', 'json']
  const run = promisify(execFile)(process.execPath, args, { cwd: folder, env })
  // It fails when it finds something, and says what all the same.
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string })
  return JSON.parse(stdout).problems
}

function validate(value: object): Promise<unknown> {
  return new Validator().validate(JSON.parse(JSON.stringify(value)))
}

describe.each(versions)('OpenAPI %s', (version, described) => {
  it('says its version', () => {
    expect(described.openapi.startsWith(`${version}.`)).toBe(true)
  })

  it('is accepted by openapi-schema-validator', async () => {
    expect(await validate(described)).toEqual({ valid: true })
  })

  it.each(['json', 'yaml'])('is accepted by redocly as %s', { timeout: 60_000 }, async (format) => {
    const text = format === 'json' ? JSON.stringify(described) : toYaml(described)
    expect(await lint(`openapi-${version}.${format}`, text)).toEqual([])
  })
})

it('both would notice what is wrong', { timeout: 60_000 }, async () => {
  const wrong = { ...document, servers: 'none' }
  expect(await validate(wrong)).toMatchObject({ valid: false })
  expect(await lint('wrong.json', JSON.stringify(wrong))).not.toEqual([])
})
