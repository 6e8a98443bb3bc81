import { launchBrowser } from 'browser'
import { afterAll, describe } from 'vitest'
import { StreamPage } from '../src/browser-client.ts'
import { describeConnections } from './cases/connections.ts'
import { describeOrigins } from './cases/origins.ts'
import { describeResuming } from './cases/resuming.ts'
import { describeTelling } from './cases/telling.ts'
import { describeWaiting } from './cases/waiting.ts'

const browser = await launchBrowser()
afterAll(async () => browser?.close())

const page = browser && (await StreamPage.of(browser))

describe.skipIf(page === undefined)('in a browser', () => {
  if (page === undefined) return
  describeTelling(page)
  describeResuming(page)
  describeWaiting(page)
  describeOrigins(page)
  describeConnections(page)
})
