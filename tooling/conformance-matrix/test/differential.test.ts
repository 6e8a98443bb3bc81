import { describeDifferential } from '@sluice/conformance'

import { expressAdapter } from '../../../packages/adapter-express/test/conformance-adapter.ts'
import { fetchAdapter } from '../../../packages/adapter-fetch/test/conformance-adapter.ts'
import { honoAdapter } from '../../../packages/adapter-hono/test/conformance-adapter.ts'
import { koaAdapter } from '../../../packages/adapter-koa/test/conformance-adapter.ts'
import { nodeAdapter } from '../../../packages/adapter-node/test/conformance-adapter.ts'

describeDifferential([nodeAdapter, fetchAdapter, expressAdapter, koaAdapter, honoAdapter])
