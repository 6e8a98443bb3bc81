/**
 * The folders of core and which of the others each may import. At the top stand the files that `exports` offers
 * (`index.ts`, `fetch.ts`), which may import any folder and are imported by none. The table has no cycle, so neither has core.
 */
export const CORE_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  promise: [],
  turn: [],
  deadline: ['contract', 'promise'],
  writer: ['contract', 'deadline', 'promise', 'turn'],
  reader: ['contract', 'deadline', 'promise'],
  context: ['contract', 'reader', 'writer'],
  response: ['contract', 'context'],
  lifecycle: ['contract', 'promise'],
  exchange: ['contract', 'promise', 'deadline', 'writer', 'reader', 'context', 'response', 'lifecycle'],
  fetch: ['contract', 'turn', 'writer', 'response', 'exchange'],
  schema: ['contract'],
  routing: ['contract'],
  formats: ['contract', 'promise', 'turn', 'context', 'response', 'exchange', 'schema'],
  operation: ['contract', 'reader', 'context', 'response', 'schema', 'routing', 'formats'],
  openapi: ['contract', 'schema', 'routing', 'formats', 'operation'],
  api: ['contract', 'context', 'response', 'exchange', 'fetch', 'schema', 'routing', 'operation', 'openapi'],
}
