import type { StreamInit } from '@sluice/core'

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
