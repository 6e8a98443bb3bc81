import { createServer } from 'node:http'
import { mount, toExpressHandler } from '@sluice/express'
import express from 'express'
import type { BenchServer } from '../bench-server.ts'
import type { OurAdapter } from './our-adapter.ts'
import { checkedServer, ourServer } from './our-server.ts'

/** Our adapter for Express. */
const onExpress: OurAdapter = {
  title: 'Express',
  packages: ['express'],
  serveHandler: (handler, options) =>
    createServer(express().get('/stream', toExpressHandler(handler, options))),
  serveApi: (api) => {
    const app = express()
    mount(app, api)
    return createServer(app)
  },
}

/** It, measured. */
export const expressServer: BenchServer = ourServer(onExpress)

/** It, with each event checked. */
export const expressChecked: BenchServer = checkedServer(onExpress)
