import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever } from '../expectations.ts'

const requires = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}

/** L3: a producer that is parked on something is released when the client leaves. */
export const released: readonly ConformanceCase[] = [
  parked('L3.until', 'a body parked on ctx.until() runs its finally', 'idle'),
  parked('L3.generator', 'a generator parked on ctx.until() runs its finally', 'parked'),
  parked('L3.iterator', 'return() of an iterator is called though its next() never settles', 'iterator'),
  parked('L3.sleeping', 'a body that sleeps with the signal is woken', 'sleeping'),
]

function parked(id: `L3.${string}`, title: string, route: string): ConformanceCase {
  return defineCase(
    id,
    title,
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/leave/${route}?run=${run}`)
      await exchange.bytes(5)
      exchange.control.leave('close')
      await target.observe(run, 'finally')
      assertNever(await target.settled(run), 'error')
    },
    { requires },
  )
}
