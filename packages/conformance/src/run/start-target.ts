import type { Capability } from '@sluice/core'

import type { StartServer } from '../mount/mount.ts'
import type { Protocol } from '../mount/protocol.ts'
import { createMount } from '../routes/create-mount.ts'
import type { OwnServer } from '../target/target.ts'

/** Starts a server of the adapter with fresh routes, ready for cases to run against. */
export async function startTarget(
  start: StartServer,
  protocol: Protocol,
  capabilities: ReadonlySet<Capability>,
): Promise<OwnServer> {
  const mount = await createMount(protocol, capabilities)
  const server = await start(mount)
  return {
    info: {
      url: new URL(mount.prefix, server.url),
      protocol,
      capabilities,
      startOwn: () => startTarget(start, protocol, capabilities),
    },
    close: () => server.close(),
  }
}
