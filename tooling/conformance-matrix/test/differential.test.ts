import { describeDifferential } from '@sluice/conformance'

import { expressAdapter } from './adapters/express.ts'
import { fetchAdapter } from './adapters/fetch.ts'
import { honoAdapter } from './adapters/hono.ts'
import { koaAdapter } from './adapters/koa.ts'
import { nodeAdapter } from './adapters/node.ts'

describeDifferential([nodeAdapter, fetchAdapter, expressAdapter, koaAdapter, honoAdapter])
