import { unchanged } from './bytes/b1-unchanged.ts'
import { sameTurn } from './bytes/b2-same-turn.ts'
import { flush } from './bytes/b3-flush.ts'
import { reuse } from './bytes/b4-reuse.ts'
import { silentBody } from './bytes/b5-silent.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { sentOnce } from './head/h1-when-sent.ts'
import { changing } from './head/h2-changing.ts'
import { fromFramework } from './head/h3-framework.ts'
import { illegal } from './head/h4-illegal.ts'
import { connectionSpecificHeaders } from './head/h5-connection.ts'
import { noBody } from './head/h6-no-body.ts'
import { bounded } from './pressure/p1-bounded.ts'
import { settles } from './pressure/p2-settles.ts'
import { writeDeadline } from './pressure/p3-write-deadline.ts'
import { readDeadline } from './pressure/p4-read-deadline.ts'
import { overflow } from './pressure/p5-overflow.ts'
import { signal } from './leaving/l1-signal.ts'
import { lateWrites } from './leaving/l2-writes.ts'
import { released } from './leaving/l3-parked.ts'
import { noFailure } from './leaving/l4-no-failure.ts'
import { leaks } from './leaving/l5-leaks.ts'
import { problem } from './errors/e1-problem.ts'
import { notClean } from './errors/e2-not-clean.ts'
import { onError } from './errors/e3-on-error.ts'
import { frameworkErrors } from './errors/e4-framework.ts'
import { sameRequest } from './request/r1-same.ts'
import { requestBody } from './request/r2-body.ts'
import { forms } from './request/r3-forms.ts'
import { drain } from './shutdown/s1-drain.ts'
import { inputBodies } from './operations/o1-body.ts'
import { input } from './operations/o1-input.ts'
import { representation } from './operations/o2-representation.ts'
import { samePaths } from './operations/o3-paths.ts'
import { order } from './operations/o4-order.ts'
import { apiDocuments } from './operations/o5-documents.ts'
import { observer } from './operations/o6-observer.ts'
import { serverSentEvents } from './formats/f1-server-sent-events.ts'
import { itemFormats } from './formats/f2-item-formats.ts'
import { refusals } from './formats/f3-refusals.ts'
import { heartbeat } from './formats/f4-heartbeat.ts'
import { bounds } from './formats/f5-bounds.ts'
import { failure } from './formats/f6-failure.ts'
import { reconnection } from './formats/f7-reconnection.ts'

/** Every case of the suite, in the order of the contract. */
export const allCases: readonly ConformanceCase[] = [
  ...sentOnce,
  ...changing,
  ...fromFramework,
  ...illegal,
  ...connectionSpecificHeaders,
  ...noBody,
  ...unchanged,
  ...sameTurn,
  ...flush,
  ...reuse,
  ...silentBody,
  ...bounded,
  ...settles,
  ...writeDeadline,
  ...readDeadline,
  ...overflow,
  ...signal,
  ...lateWrites,
  ...released,
  ...noFailure,
  ...leaks,
  ...problem,
  ...notClean,
  ...onError,
  ...frameworkErrors,
  ...sameRequest,
  ...requestBody,
  ...forms,
  ...drain,
  ...input,
  ...inputBodies,
  ...representation,
  ...samePaths,
  ...order,
  ...apiDocuments,
  ...observer,
  ...serverSentEvents,
  ...itemFormats,
  ...refusals,
  ...heartbeat,
  ...bounds,
  ...failure,
  ...reconnection,
]
