/** The name of a workload. */
export type WorkloadId =
  | 'bytes-64k'
  | 'bytes-1k'
  | 'one-client'
  | 'one-client-unawaited'
  | 'clients-200'
  | 'tokens-500'
  | 'short-tick'
  | 'short-spread'
  | 'idle-10k'
  | 'stopped-awaiting'
  | 'stopped-never-awaiting'
  | 'reset-20k'
