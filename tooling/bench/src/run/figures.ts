import type { Cost } from './messages.ts'

/** What was measured in a run. What a workload does not measure is absent. */
export interface Figures {
  /** Microseconds of the server's CPU time, user and system, for each unit. */
  readonly cpu?: number
  /** Units a second. */
  readonly rate?: number
  /** Milliseconds: how long a request took, or how late an event was. */
  readonly p50?: number
  readonly p99?: number
  /** Milliseconds for which the server's event loop did not turn, the longest time. */
  readonly stall?: number
  /** Bytes: the most that the process had at a time, and how much its heap and buffers were of that. */
  readonly peakRss?: number
  readonly peakHeap?: number
  /** Bytes that are held after garbage collection: by each stream, or in all where streams are not counted. */
  readonly held?: number
  /** Share of the time that the client's process was busy: near 1, it would be what is measured. */
  readonly clientBusy?: number
}

/** The name of a figure. */
export type FigureName = keyof Figures

/** A run, and what makes it worth nothing, if something does. */
export interface Run {
  readonly figures: Figures
  /** Lost, reordered or altered data, a client or a server that failed. */
  readonly problems: readonly string[]
  /** If it was profiled: for each unit. */
  readonly profile?: readonly Cost[]
}
