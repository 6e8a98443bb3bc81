import { createServer } from 'node:http'
import { mount } from '@sluice/express'
import compression from 'compression'
import cors from 'cors'
import { allowedOrigins, serveDemo, startDemoApi, temporaryLog } from 'demo-shared'
import express from 'express'
import helmet from 'helmet'
import { conformanceRouter } from './conformance-router.ts'

const app = express()
const demo = startDemoApi(temporaryLog())

// First, because the suite checks what its own middleware sets.
app.use('/conformance', await conformanceRouter())

app.use(cors({ origin: allowedOrigins() }), helmet(), compression())
mount(app, demo.api)

await serveDemo({ name: 'Express', defaultPort: 3001, server: createServer(app), demo })
