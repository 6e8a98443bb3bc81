import { launchBrowser } from 'browser'
import { afterAll, describe, it } from 'vitest'
import { StreamPage } from '../src/browser-client.ts'
import { onEveryAdapter } from './cases/on-every-adapter.ts'
import { credentials } from './event-source/credentials.ts'
import type { EventSourceCase } from './event-source/event-source-case.ts'
import { ids } from './event-source/ids.ts'
import { multiLine } from './event-source/multi-line.ts'
import { namedEvents } from './event-source/named-events.ts'
import { noContent } from './event-source/no-content.ts'
import { open } from './event-source/open.ts'
import { reconnect } from './event-source/reconnect.ts'
import { refusal } from './event-source/refusal.ts'
import { retry } from './event-source/retry.ts'

const CASES: readonly EventSourceCase[] = [
  open,
  namedEvents,
  multiLine,
  ids,
  retry,
  reconnect,
  noContent,
  refusal,
  credentials,
]

const browser = await launchBrowser()
afterAll(async () => browser?.close())

const page = browser && (await StreamPage.of(browser))

describe.skipIf(page === undefined)("a browser's EventSource on a page of another origin", () => {
  if (page === undefined) return
  onEveryAdapter((adapter) => {
    for (const { id, clause, title, run } of CASES)
      it(`${id} (${clause}): ${title}`, () => run({ page, adapter }))
  })
})
