import type { Check } from './check.ts'
import { bytesBadNumbers, bytesHead, bytesOfAnySize } from './checks/bytes.ts'
import { conformanceRoutes } from './checks/conformance.ts'
import { echoWhileSending } from './checks/echo.ts'
import { failAfter, failBadNumber, failBefore } from './checks/fail.ts'
import { fileEscapes, fileWhole } from './checks/file.ts'
import { helloCompressed, helloInParts } from './checks/hello.ts'
import { stopThroughDrain } from './checks/stop.ts'
import { systemLines } from './checks/system.ts'

/** Every check, in the order in which they run. */
export const allChecks: readonly Check[] = [
  helloInParts,
  helloCompressed,
  bytesOfAnySize,
  bytesHead,
  bytesBadNumbers,
  echoWhileSending,
  fileWhole,
  fileEscapes,
  systemLines,
  failBefore,
  failAfter,
  failBadNumber,
  conformanceRoutes,
  stopThroughDrain,
]
