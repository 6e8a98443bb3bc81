/**
 * Makes sure that two values are the same, compared as JSON.
 * @throws {Error} when they are not; the message names `what` and shows both
 */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== ought) throw new Error(`${what} should be ${ought}, but is ${is}.`)
}

/**
 * Makes sure of something else.
 * @throws {Error} with that message when it does not hold
 */
export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message)
}
