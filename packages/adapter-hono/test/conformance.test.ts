import { describeConformance } from '@sluice/conformance'

import { honoAdapter } from './conformance-adapter.ts'

describeConformance(honoAdapter)
