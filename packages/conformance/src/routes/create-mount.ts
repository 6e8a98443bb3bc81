import type { Capability } from '@sluice/core'

import { testCertificate } from '../mount/certificate.ts'
import type { ConformanceMount, FrameworkErrorAnswer } from '../mount/mount.ts'
import { type Protocol, usesTls } from '../mount/protocol.ts'
import { backpressureRoutes } from './backpressure.ts'
import { bytesRoutes } from './bytes.ts'
import { controlRoutes } from './control.ts'
import { errorRoutes } from './errors.ts'
import { headRoutes } from './head.ts'
import { leavingRoutes } from './leaving.ts'
import { conformanceApi } from './operations/conformance-api.ts'
import { requestRoutes } from './request.ts'
import { RouteState } from './route-state.ts'
import { scriptRoutes } from './script.ts'
import { shutdownRoutes } from './shutdown.ts'

const groups = [
  controlRoutes,
  headRoutes,
  bytesRoutes,
  backpressureRoutes,
  leavingRoutes,
  errorRoutes,
  requestRoutes,
  shutdownRoutes,
  scriptRoutes,
]

/** Where the routes are mounted, on every server. */
export const conformancePrefix = '/conformance'

/** Headers that the framework's middleware sets (clause H3). */
export const frameworkHeaders: readonly (readonly [name: string, value: string])[] = [
  ['x-framework', 'middleware'],
  ['x-framework-replaced', 'by nobody'],
  ['access-control-allow-origin', 'https://sluice.example'],
  ['set-cookie', 'framework=1; Path=/'],
  ['set-cookie', 'framework-second=2; Path=/'],
]

/**
 * Makes what a server must mount to be tested: fresh routes with an observation log of their own.
 * Adapters without the capability `frameworkErrors` get no route that asks for it.
 */
export async function createMount(
  protocol: Protocol,
  capabilities: ReadonlySet<Capability>,
): Promise<ConformanceMount> {
  const state = new RouteState()
  const routes = groups.flatMap((group) => group(state))
  return {
    protocol,
    tls: usesTls(protocol) ? await testCertificate() : undefined,
    prefix: conformancePrefix,
    routes: routes.filter(
      ({ options }) => options.errors !== 'framework' || capabilities.has('frameworkErrors'),
    ),
    api: conformanceApi(state),
    frameworkHeaders,
    frameworkError: (error): FrameworkErrorAnswer => {
      state.watch.frameworkErrors += 1
      const message = error instanceof Error ? error.message : String(error)
      return { status: 599, body: `framework saw: ${message}` }
    },
  }
}
