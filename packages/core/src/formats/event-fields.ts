import { InvalidEventError } from '../contract/errors.ts'

/** What an event may carry beside its name and its data. */
export interface EventFields {
  /**
   * What a client that reconnects gives back as `Last-Event-ID`; the empty string makes it forget the
   * last one. It comes back in a header: printable ASCII without space around it survives everywhere.
   */
  readonly id?: string
  /** Milliseconds a client waits before it reconnects, from now on: a whole number, not negative. */
  readonly retry?: number
  /** A comment in front of the event, where the format has comments. Clients drop it. */
  readonly comment?: string
}

/**
 * What would end a field of `text/event-stream`, have it ignored (NUL in an id), or what UTF-8 cannot
 * carry (half of a surrogate pair). The `u` flag is what keeps whole pairs out of it.
 */
const UNSENDABLE = /[\0\n\r\p{Surrogate}]/u

/** An id comes back in a header, which may hold no control characters: the client could never reconnect. */
const UNRETURNABLE = /[\p{Cc}\p{Surrogate}]/u

const UNSENDABLE_IN_WORDS = 'a line break, NUL or half of a surrogate pair'

/**
 * Checks what an event is made of, for every format alike: an event that one representation carries,
 * each of them does. Takes the fields one by one, so that an encoder reads each once and encodes what
 * was checked.
 * @throws {InvalidEventError} when the name is empty, when name or id hold CR, LF, NUL or a lone
 *   surrogate, when `retry` is no whole number of milliseconds, when what should be text is not
 */
export function checkEvent(name: string, data: string, id?: string, retry?: number, comment?: string): void {
  if (typeof name !== 'string') throw notText('name', name, 'String')
  if (name === '') {
    throw new InvalidEventError('An event name is not empty: give the event one, or use "message".')
  }
  if (UNSENDABLE.test(name)) {
    throw new InvalidEventError(
      `${JSON.stringify(name)} cannot be an event name, because it holds ${UNSENDABLE_IN_WORDS}: put such text into the data.`,
    )
  }
  if (typeof data !== 'string') throw notText('data', data, 'JSON.stringify')
  if (id !== undefined) {
    if (typeof id !== 'string') throw notText('id', id, 'String')
    if (UNRETURNABLE.test(id)) {
      throw new InvalidEventError(
        `The id of this ${JSON.stringify(name)} event holds a line break, another control character or half of a surrogate pair: encode it first, for example with JSON.stringify().`,
      )
    }
  }
  if (retry !== undefined) checkRetry(retry)
  if (comment !== undefined) checkComment(comment)
}

/**
 * Checks a reconnection time.
 * @throws {InvalidEventError} when it is not an integer from 0 to `Number.MAX_SAFE_INTEGER`
 */
export function checkRetry(milliseconds: number): void {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    const given = typeof milliseconds === 'number' ? String(milliseconds) : `of type ${typeof milliseconds}`
    throw new InvalidEventError(
      `retry is a whole number of milliseconds, 0 or more, not ${given}: round it, or leave it out.`,
    )
  }
}

/**
 * Checks a comment: any text is one, because a line break in it only begins another line of comment.
 * @throws {InvalidEventError} when it is not text
 */
export function checkComment(text: string): void {
  if (typeof text !== 'string') throw notText('comment', text, 'String')
}

function notText(what: string, value: unknown, convert: string): InvalidEventError {
  return new InvalidEventError(
    `The ${what} of an event is a string, not of type ${typeof value}: convert it with ${convert}().`,
  )
}
