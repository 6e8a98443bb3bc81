import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import Router from '@koa/router'
import type { Api } from '@sluice/core'
import { mount as mountOnExpress } from '@sluice/express'
import { createRouter, mount as mountOnFetch } from '@sluice/fetch'
import { mount as mountOnHono } from '@sluice/hono'
import { mount as mountOnKoa } from '@sluice/koa'
import { mount as mountOnNode } from '@sluice/node'
import express from 'express'
import { Hono } from 'hono'
import { LinearRouter } from 'hono/router/linear-router'
import { PatternRouter } from 'hono/router/pattern-router'
import { TrieRouter } from 'hono/router/trie-router'
import Koa from 'koa'

/** A server with apis mounted on it. */
export interface Running {
  readonly url: string
  close(): void
}

/** A router, and where its routes stand. */
export interface Target {
  readonly name: string
  /** What stands before the templates. */
  readonly prefix: string
  /** Whether the router answers a method that a path does not take with 405. */
  readonly answers405: boolean
  /** Mounts the apis in their order. */
  start(...apis: readonly Api[]): Promise<Running>
}

/** Starts a server on 127.0.0.1. */
async function run(server: Server): Promise<Running> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function serve(listener: RequestListener): Promise<Running> {
  return run(createServer(listener))
}

function expressTarget(prefix: string, nest: (router: express.Router) => RequestListener): Target {
  return {
    name: `express${prefix}`,
    prefix,
    answers405: false,
    start: (...apis) => {
      const router = express.Router()
      for (const api of apis) mountOnExpress(router, api)
      return serve(nest(router))
    },
  }
}

function koaTarget(prefix: string, own: string, nest: (router: Router) => Router): Target {
  return {
    name: `koa${prefix}`,
    prefix,
    answers405: true,
    start: (...apis) => {
      const router = own === '' ? new Router() : new Router({ prefix: own })
      for (const api of apis) mountOnKoa(router, api)
      const outer = nest(router)
      return serve(new Koa().use(outer.routes()).use(outer.allowedMethods()).callback())
    },
  }
}

function honoTarget(name: string, prefix: string, app: () => readonly [inner: Hono, outer: Hono]): Target {
  return {
    name,
    prefix,
    answers405: false,
    start: (...apis) => {
      const [inner, outer] = app()
      for (const api of apis) mountOnHono(inner, api)
      const root = outer === inner ? inner : outer
      // A route copies what its app has by then.
      if (root !== inner) root.route(prefix, inner)
      return serve(getRequestListener(root.fetch))
    },
  }
}

function same(app: Hono): readonly [Hono, Hono] {
  return [app, app]
}

/** Every adapter, mounted in each way that its framework knows. */
export const targets: readonly Target[] = [
  {
    name: 'node',
    prefix: '',
    answers405: true,
    start: (...apis) => {
      const server = createServer()
      for (const api of apis) mountOnNode(server, api)
      return run(server)
    },
  },
  {
    name: 'fetch',
    prefix: '',
    answers405: true,
    start: (...apis) => {
      const router = createRouter()
      for (const api of apis) mountOnFetch(router, api)
      return serve(getRequestListener(router.fetch))
    },
  },
  {
    name: 'express',
    prefix: '',
    answers405: false,
    start: (...apis) => {
      const app = express()
      for (const api of apis) mountOnExpress(app, api)
      return serve(app)
    },
  },
  expressTarget('/api', (router) => express().use('/api', router)),
  expressTarget('/api/v1', (router) => express().use('/api', express.Router().use('/v1', router))),
  expressTarget('/sub', (router) => express().use('/sub', express().use(router))),
  koaTarget('', '', (router) => router),
  koaTarget('/api', '/api', (router) => router),
  koaTarget('/api/v1', '', (router) => {
    const outer = new Router({ prefix: '/api' })
    outer.use('/v1', router.routes())
    return outer
  }),
  honoTarget('hono', '', () => same(new Hono())),
  honoTarget('hono/api', '/api', () => [new Hono(), new Hono()]),
  honoTarget('hono, trie', '', () => same(new Hono({ router: new TrieRouter() }))),
  honoTarget('hono, linear', '', () => same(new Hono({ router: new LinearRouter() }))),
  honoTarget('hono, pattern', '', () => same(new Hono({ router: new PatternRouter() }))),
  {
    name: 'hono, base path',
    prefix: '/base',
    answers405: false,
    start: (...apis) => {
      const app = new Hono()
      for (const api of apis) mountOnHono(app.basePath('/base'), api)
      return serve(getRequestListener(app.fetch))
    },
  },
]
