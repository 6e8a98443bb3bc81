import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import koaCors from '@koa/cors'
import Router from '@koa/router'
import type { Api, Context } from '@sluice/core'
import { mount as mountExpress, unwrap as unwrapExpress } from '@sluice/express'
import { createRouter, mount as mountFetch, unwrap as unwrapFetch } from '@sluice/fetch'
import { mount as mountHono, unwrap as unwrapHono } from '@sluice/hono'
import { mount as mountKoa, unwrap as unwrapKoa } from '@sluice/koa'
import { mount as mountNode, unwrap as unwrapNode } from '@sluice/node'
import cors from 'cors'
import express from 'express'
import { Hono } from 'hono'
import { cors as honoCors } from 'hono/cors'
import Koa from 'koa'

/** Who else may read: one origin, or `*`. */
export interface Cors {
  readonly origin: string
  readonly credentials: boolean
}

/** A framework and its adapter. */
export interface Adapter {
  /** Whether the framework has CORS middleware; where it has none, the api's own does it. */
  readonly hasCors: boolean
  /** A server with an api, and beside it a route of the framework's own: an empty page at `/`. */
  readonly serve: (api: Api, cors: Cors | undefined) => Server
  /** The socket below a stream. */
  readonly socketOf: (ctx: Context) => Socket
}

const PAGE = '<!doctype html><title>Page</title><link rel="icon" href="data:,">'
const HTML = { 'content-type': 'text/html' }

/** Every adapter, on a server of its own kind. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  node: {
    hasCors: false,
    serve: (api) => {
      const server = createServer((_req, res) => res.writeHead(200, HTML).end(PAGE))
      mountNode(server, api)
      return server
    },
    socketOf: (ctx) => unwrapNode(ctx).req.socket,
  },
  express: {
    hasCors: true,
    serve: (api, allowed) => {
      const app = express()
      if (allowed !== undefined) app.use(cors(allowed))
      app.get('/', (_req, res) => void res.type('html').send(PAGE))
      mountExpress(app, api)
      return createServer(app)
    },
    socketOf: (ctx) => unwrapExpress(ctx).req.socket,
  },
  koa: {
    hasCors: true,
    serve: (api, allowed) => {
      const app = new Koa()
      if (allowed !== undefined) app.use(koaCors(allowed))
      const router = new Router()
      router.get('/', (ctx) => {
        ctx.type = 'html'
        ctx.body = PAGE
      })
      mountKoa(router, api)
      app.use(router.routes()).use(router.allowedMethods())
      return createServer(app.callback())
    },
    socketOf: (ctx) => unwrapKoa(ctx).req.socket,
  },
  fetch: {
    hasCors: false,
    serve: (api) => {
      const router = createRouter({ fallback: () => new Response(PAGE, { headers: HTML }) })
      mountFetch(router, api)
      return createAdaptorServer({ fetch: router.fetch }) as Server
    },
    socketOf: (ctx) => (unwrapFetch(ctx).platform[0] as HttpBindings).incoming.socket,
  },
  hono: {
    hasCors: true,
    serve: (api, allowed) => {
      const app = new Hono()
      if (allowed !== undefined) app.use(honoCors(allowed))
      app.get('/', (c) => c.html(PAGE))
      mountHono(app, api)
      return createAdaptorServer({ fetch: app.fetch }) as Server
    },
    socketOf: (ctx) => (unwrapHono(ctx).env as HttpBindings).incoming.socket,
  },
}
