import type { Script } from './script.ts'

/**
 * Sends pieces as fast as they are taken, and awaits each of them, or one in so many.
 *
 * @param make the piece at a place, which counts from 0
 */
export function flatOut<Piece>(
  count: number,
  make: (index: number) => Piece,
  { awaitEvery = 1, period }: { readonly awaitEvery?: number; readonly period?: number } = {},
): Script<Piece> {
  return {
    ...(period === undefined ? {} : { period }),
    flatOut: { count },
    async push(send) {
      for (let i = 0; i < count; i++) {
        const sent = send(make(i))
        // By hand nobody awaits what is no promise.
        if (sent !== undefined && (i + 1) % awaitEvery === 0) await sent
      }
    },
    async *pull() {
      for (let i = 0; i < count; i++) yield make(i)
    },
  }
}
