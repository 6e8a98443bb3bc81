import { createServer } from 'node:http'
import { toExpressHandler } from '@sluice/express'
import compression from 'compression'
import cors from 'cors'
import { demoRoutes, serveDemo } from 'demo-shared'
import express from 'express'
import helmet from 'helmet'
import { conformanceRouter } from './conformance-router.ts'

const app = express()

// First, because the suite checks what its own middleware sets.
app.use('/conformance', await conformanceRouter())

app.use(cors(), helmet(), compression())
for (const { method, path, handler } of demoRoutes) app[method](path, toExpressHandler(handler))

await serveDemo({ name: 'Express', defaultPort: 3001, server: createServer(app) })
