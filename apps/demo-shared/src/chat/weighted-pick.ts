import type { Random } from '../random.ts'

/**
 * One of some things at random, each as likely as its weight and the temperature make it: with 0 the one of the largest
 * weight, with 1 each as its share of all weights, with more all of them more alike.
 * @throws {RangeError} when there is nothing to pick from
 */
export function pick<T>(weights: ReadonlyMap<T, number>, temperature: number, random: Random): T {
  let picked: { readonly value: T; readonly score: number } | undefined
  for (const [value, weight] of weights) {
    // With noise of this form, the largest score is that of each thing as often as its share says (Gumbel, 1954).
    const chance =
      temperature === 0 ? 0 : Math.log(-Math.log(random.fraction() + Number.EPSILON)) * temperature
    const score = Math.log(weight) - chance
    if (picked === undefined || score > picked.score) picked = { value, score }
  }
  if (picked === undefined) throw new RangeError('There is nothing to pick from.')
  return picked.value
}
