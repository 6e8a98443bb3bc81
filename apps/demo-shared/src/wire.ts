// What the events of the demos carry, for who reads them in a browser.
export type { EndedStream, StreamRecord } from './activity/stream-record.ts'
export type { SystemSample } from './system-sample.ts'
