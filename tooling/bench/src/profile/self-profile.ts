import { Session } from 'node:inspector/promises'
import type { Cost, ProfileKind } from '../run/messages.ts'
import { costsOfMemory, costsOfTime } from './costs.ts'

/** Microseconds between two looks at what is running. */
const TIME_EVERY = 250
/** Bytes between two looks at who allocates. */
const MEMORY_EVERY = 4_096

/** A profile that a process makes of itself, from when it is made until it is ended. */
export class SelfProfile {
  readonly #session: Session
  readonly #kind: ProfileKind

  private constructor(session: Session, kind: ProfileKind) {
    this.#session = session
    this.#kind = kind
  }

  static async start(kind: ProfileKind): Promise<SelfProfile> {
    const session = new Session()
    session.connect()
    if (kind === 'time') {
      await session.post('Profiler.enable')
      await session.post('Profiler.setSamplingInterval', { interval: TIME_EVERY })
      await session.post('Profiler.start')
    } else {
      await session.post('HeapProfiler.startSampling', { samplingInterval: MEMORY_EVERY })
    }
    return new SelfProfile(session, kind)
  }

  async end(): Promise<Cost[]> {
    const session = this.#session
    try {
      return this.#kind === 'time'
        ? costsOfTime((await session.post('Profiler.stop')).profile)
        : costsOfMemory((await session.post('HeapProfiler.stopSampling')).profile)
    } finally {
      session.disconnect()
    }
  }
}
