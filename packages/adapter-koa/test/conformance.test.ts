import { describeConformance } from '@sluice/conformance'

import { koaAdapter } from './conformance-adapter.ts'

describeConformance(koaAdapter)
