import type { ByteSink, Chunk } from '../contract/sink.ts'
import type { WriterOwner } from './writer-owner.ts'

// What others have put in front of a response may throw. In the callback that ends a turn that would end
// the process; and what was taken from the queue must not be missing in a response that ends well.

/** As `ByteSink.write`; a sink that throws ends the stream. */
export function writeTo(sink: ByteSink, chunk: Chunk, owner: WriterOwner): boolean {
  try {
    return sink.write(chunk)
  } catch (error) {
    owner.broken(error)
    return false
  }
}

/** As `ByteSink.flush`; a sink that throws ends the stream. */
export function flush(sink: ByteSink, done: () => void, owner: WriterOwner): boolean {
  try {
    return sink.flush(done)
  } catch (error) {
    owner.broken(error)
    return false
  }
}

/** As `ByteSink.end`; a sink that throws ends the stream. */
export function end(sink: ByteSink, last: Chunk | undefined, done: () => void, owner: WriterOwner): void {
  try {
    sink.end(last, done, owner.lastOnConnection)
  } catch (error) {
    owner.broken(error)
  }
}
