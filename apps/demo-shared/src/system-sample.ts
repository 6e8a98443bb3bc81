/** How busy this process and this machine are, since the sample before. */
export interface SystemSample {
  /** When, in ISO 8601. */
  readonly at: string
  readonly cpu: {
    /** Of this process, where 100 is one core all the time. */
    readonly processPercent: number
    /** Of the machine, where 100 is all cores all the time. */
    readonly machinePercent: number
  }
  readonly memory: {
    readonly residentBytes: number
    readonly heapUsedBytes: number
    readonly machineFreeBytes: number
    readonly machineTotalBytes: number
  }
  /** How late the event loop came to its timers, in milliseconds; `null` if it was too busy to look. */
  readonly eventLoopDelay: {
    readonly mean: number
    readonly max: number
  } | null
}
