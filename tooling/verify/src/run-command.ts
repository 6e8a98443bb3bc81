import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { REPOSITORY } from 'workspace'

/** How a command ended. */
export interface CommandResult {
  /** 0 when it did what it was asked to. */
  readonly exitCode: number
  /** What it printed, both streams in the order they came. */
  readonly output: string
}

const BIN = join(REPOSITORY, 'node_modules/.bin')

const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
  // What a tool prints is shown indented, below its check.
  NO_COLOR: '1',
  // Nothing here talks to the network: neither telemetry nor a look for newer versions.
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  // The first command of this run has brought node_modules up to date.
  pnpm_config_verify_deps_before_run: 'false',
}

/** Runs a tool of the repository at its root and keeps what it prints. It never rejects. */
export function runCommand(command: string, args: readonly string[]): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd: REPOSITORY,
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let output = ''
  const keep = (chunk: string): void => {
    output += chunk
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  return new Promise((resolve) => {
    child.on('error', (error) =>
      resolve({ exitCode: 1, output: `${command} did not start: ${error.message}\n` }),
    )
    child.on('close', (code, signal) => {
      resolve({ exitCode: code ?? 1, output: signal ? `${output}\nended by ${signal}\n` : output })
    })
  })
}
