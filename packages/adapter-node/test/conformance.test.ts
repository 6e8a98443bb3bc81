import { describeConformance } from '@sluice/conformance'

import { nodeAdapter } from './conformance-adapter.ts'

describeConformance(nodeAdapter)
