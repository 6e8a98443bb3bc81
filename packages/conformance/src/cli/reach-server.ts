import type { Capability } from '@sluice/core'

import { Target, type TargetInfo } from '../target/target.ts'
import { type CliArguments, UsageError } from './arguments.ts'

/** Looks whether the server is there and mounts the routes, and what it can do. Throws `UsageError`. */
export async function reachServer({ url, protocol }: CliArguments): Promise<TargetInfo> {
  const target = new Target({ url, protocol, capabilities: new Set() })
  const where = `${url.href.replace(/\/$/, '')}/info`
  try {
    const { suite, capabilities } = await target.serverInfo()
    if (suite !== 'sluice' || !Array.isArray(capabilities)) {
      throw new UsageError(`${where} answers, but not as the conformance routes do (see ROUTES.md).`)
    }
    return { url, protocol, capabilities: new Set(capabilities as Capability[]) }
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(explain(error as NodeJS.ErrnoException, url, where))
  } finally {
    target.dispose()
  }
}

function explain(error: NodeJS.ErrnoException, url: URL, where: string): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return `Nothing listens at ${url.host}: is the server running?`
    case 'ENOTFOUND':
      return `There is no host ${url.hostname}.`
    default:
      return `${where} cannot be used: ${error.message}. Does the server mount the conformance routes (see ROUTES.md)?`
  }
}
