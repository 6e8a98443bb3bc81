import type { Load } from '../load/load.ts'

/**
 * To a server: be ready for a run of this size, say how it goes, or how it went.
 *
 * Garbage is collected only where memory is measured. It takes optimised code with it, because V8 forgets the shapes of
 * objects of which there are none: a server that begins by collecting is measured while it compiles.
 */
export type ServerQuestion =
  | {
      readonly ask: 'prepare'
      readonly size: number
      readonly memory: MemoryWatch
      readonly profile?: ProfileKind
    }
  | { readonly ask: 'look' }
  | { readonly ask: 'end'; readonly memory: MemoryWatch }

/** What of the memory counts: all of it, or what is held at the beginning and the end, or at any time. */
export type MemoryWatch = 'all' | 'held' | 'peak-held'

/** What is profiled: where time goes, or who has allocated what is held in the end. */
export type ProfileKind = 'time' | 'memory'

/** What a function has cost: microseconds or bytes, of its own and not of what it has called. */
export interface Cost {
  /** Whose code it is: Sluice's, Node's, that of a package by its name. */
  readonly place: string
  readonly name: string
  readonly amount: number
}

/** What a server says when it listens. */
export interface Listening {
  readonly port: number
  readonly path: string
}

/** What a server knows of itself. Bytes, microseconds of CPU time since it began, milliseconds. */
export interface Sample {
  readonly cpu: number
  readonly rss: number
  /** Live objects and the buffers that they refer to. */
  readonly heap: number
  /** The most of both since the server was prepared. */
  readonly peakRss: number
  readonly peakHeap: number
  /** The most of `heap` after garbage collection, if that was watched. */
  readonly peakHeld: number
  /** The longest time since then for which the event loop did not turn. */
  readonly stall: number
  /** Pieces that the script has sent, if it says. */
  readonly progress: number
  /** Rejections that nobody handled. */
  readonly complaints: readonly string[]
  /** At the end of a run that was profiled. */
  readonly profile?: readonly Cost[]
}

/** To the clients: begin, or end what was begun. */
export type LoadQuestion =
  | { readonly ask: 'start'; readonly load: Load; readonly port: number; readonly path: string }
  | { readonly ask: 'finish' }

/** What the clients saw. */
export interface LoadResult {
  readonly seconds: number
  /** Microseconds of the clients' own CPU time. */
  readonly cpu: number
  readonly p50?: number
  readonly p99?: number
  readonly problems: readonly string[]
}

/** A question that could not be answered. */
export interface Failed {
  readonly failed: string
}
