import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { mount } from '@sluice/hono'
import { allowedOrigins, serveDemo, startDemoApi, temporaryLog } from 'demo-shared'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { conformanceRoutes } from './conformance-routes.ts'

const app = new Hono()
const demo = startDemoApi(temporaryLog())

// First, because the suite checks what its own middleware sets.
app.route('/conformance', await conformanceRoutes())

app.use(cors({ origin: allowedOrigins() }), secureHeaders(), compress())
mount(app, demo.api)

await serveDemo({
  name: 'Hono',
  defaultPort: 3003,
  server: createServer(getRequestListener(app.fetch)),
  demo,
})
