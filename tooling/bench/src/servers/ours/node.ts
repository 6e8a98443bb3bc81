import { createServer } from 'node:http'
import { mount, toNodeListener } from '@sluice/node'
import type { BenchServer } from '../bench-server.ts'
import type { OurAdapter } from './our-adapter.ts'
import { checkedServer, ourServer } from './our-server.ts'

/** Our adapter for `node:http`. */
export const onNode: OurAdapter = {
  title: 'node:http',
  packages: [],
  serveHandler: (handler, options) => createServer(toNodeListener(handler, options)),
  serveApi: (api) => {
    const server = createServer()
    mount(server, api)
    return server
  },
}

/** It, measured. */
export const nodeServer: BenchServer = ourServer(onNode)

/** It, with each event checked. */
export const nodeChecked: BenchServer = checkedServer(onNode)
