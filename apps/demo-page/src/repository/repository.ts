import * as built from 'virtual:repository'
import type { RootContent } from 'mdast'
import type { ConformanceDocument } from './conformance-document.ts'

/** The text of each clause of the stream contract, by its id. */
export const contract: Readonly<Record<string, readonly RootContent[]>> = built.contract as Record<
  string,
  RootContent[]
>

/** What the conformance suite has found. */
export const conformance: ConformanceDocument = built.conformance as ConformanceDocument

/** Files of the demos, by their paths in the repository. */
export const sources: Readonly<Record<string, string>> = built.sources as Record<string, string>
