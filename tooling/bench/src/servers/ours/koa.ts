import { createServer } from 'node:http'
import Router from '@koa/router'
import { mount, toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'
import type { BenchServer } from '../bench-server.ts'
import type { OurAdapter } from './our-adapter.ts'
import { checkedServer, ourServer } from './our-server.ts'

/** Our adapter for Koa; events go through `@koa/router`, as our `mount` asks. */
const onKoa: OurAdapter = {
  title: 'Koa',
  packages: ['koa', '@koa/router'],
  serveHandler: (handler, options) =>
    createServer(new Koa().use(toKoaMiddleware(handler, options)).callback()),
  serveApi: (api) => {
    const router = new Router()
    mount(router, api)
    return createServer(new Koa().use(router.routes()).callback())
  },
}

/** It, measured. */
export const koaServer: BenchServer = ourServer(onKoa)

/** It, with each event checked. */
export const koaChecked: BenchServer = checkedServer(onKoa)
