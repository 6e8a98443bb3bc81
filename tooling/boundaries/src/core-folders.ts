/**
 * The folders of core and which of the others each may import. `''` is `index.ts`, which may import any folder and
 * is imported by none. The table has no cycle, so neither has core.
 */
export const CORE_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  promise: [],
  deadline: ['contract', 'promise'],
  writer: ['contract', 'deadline', 'promise'],
  reader: ['contract', 'deadline', 'promise'],
  context: ['contract', 'reader', 'writer'],
  response: ['contract', 'context'],
  lifecycle: ['contract', 'promise'],
  exchange: ['contract', 'promise', 'deadline', 'writer', 'reader', 'context', 'response', 'lifecycle'],
}
