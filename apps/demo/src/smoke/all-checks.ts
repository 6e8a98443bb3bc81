import type { Check } from './check.ts'
import { activityOfStreams } from './checks/activity.ts'
import { bytesHead, bytesOfAnySize } from './checks/bytes.ts'
import { chatWithOpenAi } from './checks/chat.ts'
import { conformanceRoutes } from './checks/conformance.ts'
import { countdownArray, countdownEvents, countdownLines, countdownResumed } from './checks/countdown.ts'
import { docsPageLoads } from './checks/docs.ts'
import { openApiDocuments } from './checks/documents.ts'
import { echoWhileSending } from './checks/echo.ts'
import { exportUnread, exportWhole } from './checks/export.ts'
import { failAfter, failBefore } from './checks/fail.ts'
import { fileEscapes, fileWhole } from './checks/file.ts'
import { headOfEach } from './checks/head.ts'
import { helloCompressed, helloInParts } from './checks/hello.ts'
import { logResumed } from './checks/log.ts'
import { notFound } from './checks/not-found.ts'
import { invalidInput, malformedRequests } from './checks/refusals.ts'
import { stopThroughDrain } from './checks/stop.ts'
import { systemSamples } from './checks/system.ts'
import { ticksResumed } from './checks/ticks.ts'

/** Every check, in the order in which they run. */
export const allChecks: readonly Check[] = [
  helloInParts,
  helloCompressed,
  countdownEvents,
  countdownLines,
  countdownArray,
  countdownResumed,
  ticksResumed,
  systemSamples,
  activityOfStreams,
  logResumed,
  exportWhole,
  exportUnread,
  chatWithOpenAi,
  echoWhileSending,
  bytesOfAnySize,
  bytesHead,
  fileWhole,
  fileEscapes,
  failBefore,
  failAfter,
  invalidInput,
  malformedRequests,
  headOfEach,
  notFound,
  openApiDocuments,
  docsPageLoads,
  conformanceRoutes,
  stopThroughDrain,
]
