import { describeConformance } from '@sluice/conformance'

import { fetchAdapter } from './conformance-adapter.ts'

describeConformance(fetchAdapter)
