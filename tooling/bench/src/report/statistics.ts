/** Several measurements of the same. */
export interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** `undefined` when there is nothing to sum up. */
export function summarize(values: readonly number[]): Summary | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const [min, max] = [sorted.at(0), sorted.at(-1)]
  if (min === undefined || max === undefined) return undefined
  return { median: median(sorted), min, max }
}

/**
 * The smallest value that so great a share of them does not exceed (nearest rank).
 *
 * @param share above 0, up to 1
 */
export function percentile(values: Iterable<number>, share: number): number | undefined {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

/** Each value as a multiple of the one of the same round, where both were measured. */
export function ratios(
  values: readonly (number | undefined)[],
  base: readonly (number | undefined)[],
): number[] {
  return values.flatMap((value, round) => {
    const other = base[round]
    return value === undefined || other === undefined || other === 0 ? [] : [value / other]
  })
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
