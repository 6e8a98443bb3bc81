import type { ServerResponse } from 'node:http'
import { describeConformance } from '@sluice/conformance'
import { nodeAdapterBehind } from './conformance-adapter.ts'

/** Puts a `write` in front that only passes on, as a middleware's may: no frames of ours from then on. */
function passOn(res: ServerResponse): void {
  const write = res.write.bind(res) as (...args: unknown[]) => boolean
  res.write = (...args: unknown[]) => write(...args)
}

describeConformance({
  ...nodeAdapterBehind(passOn),
  name: 'node-through-write',
  protocols: ['http1'],
})
