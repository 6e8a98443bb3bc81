import { createServer } from 'node:http'
import cors from '@koa/cors'
import Router from '@koa/router'
import { mount } from '@sluice/koa'
import { allowedOrigins, serveDemo, startDemoApi, temporaryLog } from 'demo-shared'
import Koa from 'koa'
import compress from 'koa-compress'
import { conformanceRouter } from './conformance-router.ts'

const app = new Koa()
const demo = startDemoApi(temporaryLog())

// First, because the suite checks what its own middleware sets.
const conformance = await conformanceRouter()
app.use(conformance.routes())

const origins = allowedOrigins()
const allowOrigin = cors({
  // An empty one is none.
  origin: (ctx) => origins.find((origin) => origin === ctx.get('origin')) ?? '',
})

const router = new Router()
mount(router, demo.api)
app.use(allowOrigin).use(compress()).use(router.routes()).use(router.allowedMethods())

await serveDemo({ name: 'Koa', defaultPort: 3002, server: createServer(app.callback()), demo })
