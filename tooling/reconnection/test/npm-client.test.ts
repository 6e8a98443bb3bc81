import { npmClient } from '../src/npm-client.ts'
import { describeResuming } from './cases/resuming.ts'
import { describeTelling } from './cases/telling.ts'
import { describeWaiting } from './cases/waiting.ts'

describeTelling(npmClient)
describeResuming(npmClient)
describeWaiting(npmClient)
