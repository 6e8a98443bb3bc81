import { createServer, type Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { ServeOptions, StreamHandler } from '@sluice/core'
import { toExpressHandler } from '@sluice/express'
import { toFetchHandler } from '@sluice/fetch'
import { toHonoHandler } from '@sluice/hono'
import { toKoaMiddleware } from '@sluice/koa'
import { toNodeListener } from '@sluice/node'
import express from 'express'
import { Hono } from 'hono'
import Koa from 'koa'

/** Makes a server that gives every request to one handler. */
export type MakeServer = (
  handler: StreamHandler,
  options: Pick<ServeOptions, 'streams' | 'onError'>,
) => Server

/** Every adapter, on a server of its own kind. */
export const ADAPTERS: Readonly<Record<string, MakeServer>> = {
  node: (handler, options) => createServer(toNodeListener(handler, options)),
  express: (handler, options) => createServer(express().use(toExpressHandler(handler, options))),
  koa: (handler, options) => createServer(new Koa().use(toKoaMiddleware(handler, options)).callback()),
  fetch: (handler, options) => createAdaptorServer({ fetch: toFetchHandler(handler, options) }) as Server,
  hono: (handler, options) => {
    const app = new Hono().all('*', toHonoHandler(handler, options))
    return createAdaptorServer({ fetch: app.fetch }) as Server
  },
}
