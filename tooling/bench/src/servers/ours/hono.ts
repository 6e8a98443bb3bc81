import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { mount, toHonoHandler } from '@sluice/hono'
import { Hono } from 'hono'
import type { BenchServer } from '../bench-server.ts'
import type { OurAdapter } from './our-adapter.ts'
import { checkedServer, ourServer } from './our-server.ts'

/** Our adapter for Hono, on `@hono/node-server`. */
const onHono: OurAdapter = {
  title: 'Hono',
  packages: ['hono', '@hono/node-server'],
  serveHandler: (handler, options) =>
    createAdaptorServer({
      fetch: new Hono().get('/stream', toHonoHandler(handler, options)).fetch,
    }) as Server,
  serveApi: (api) => {
    const app = new Hono()
    mount(app, api)
    return createAdaptorServer({ fetch: app.fetch }) as Server
  },
}

/** It, measured. */
export const honoServer: BenchServer = ourServer(onHono)

/** It, with each event checked. */
export const honoChecked: BenchServer = checkedServer(onHono)
