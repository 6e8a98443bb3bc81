import { describeConformance } from '@sluice/conformance'

import { expressAdapter } from './conformance-adapter.ts'

describeConformance(expressAdapter)
