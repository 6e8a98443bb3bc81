import type { StreamInit } from '@sluice/core'

import type { WireExchange } from '../client/wire-exchange.ts'
import type { Target } from '../target/target.ts'

/** One thing that a scripted handler does. */
export type ScriptStep =
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly unawaited: string }
  | { readonly flush: true }
  | { readonly turns: number }
  | { readonly status: number }
  | { readonly set: readonly [name: string, value: string] }
  | { readonly append: readonly [name: string, value: string] }
  | { readonly commit: true }
  | { readonly fail: number }

/** A handler as data, so that the same one can run on every adapter. */
export interface Script {
  readonly init: Pick<StreamInit, 'status' | 'settled'>
  readonly steps: readonly ScriptStep[]
}

/** Asks a server to run a script. */
export async function sendScript(target: Target, script: Script): Promise<WireExchange> {
  return target.request('/script', { method: 'POST', body: Buffer.from(JSON.stringify(script)) })
}
