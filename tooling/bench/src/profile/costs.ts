import type { HeapProfiler, Profiler } from 'node:inspector'
import type { Cost } from '../run/messages.ts'
import { type Frame, placeOf } from './place.ts'

/** The time, in microseconds, that was spent in each function itself. */
export function costsOfTime({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Cost[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const costs = new Costs()
  samples.forEach((id, i) => {
    const frame = frames.get(id)
    if (frame !== undefined) costs.add(frame, timeDeltas[i] ?? 0)
  })
  return costs.list
}

/** The bytes that each function itself has allocated, and that are still held. */
export function costsOfMemory({ head }: HeapProfiler.SamplingHeapProfile): Cost[] {
  const costs = new Costs()
  const left = [head]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    costs.add(node.callFrame, node.selfSize)
    left.push(...node.children)
  }
  return costs.list
}

/** Adds up what the same function has cost, wherever it was called from. */
class Costs {
  readonly #byFunction = new Map<string, Cost>()

  add(frame: Frame, amount: number): void {
    const place = placeOf(frame)
    if (place === undefined || amount === 0) return
    const name = frame.functionName === '' ? 'anonymous' : frame.functionName
    const key = `${place} ${name} ${frame.url}`
    const sum = this.#byFunction.get(key)?.amount ?? 0
    this.#byFunction.set(key, { place, name, amount: sum + amount })
  }

  get list(): Cost[] {
    return [...this.#byFunction.values()]
  }
}
