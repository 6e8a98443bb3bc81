/** A mistake in how a program was started: its message is one line that says what to do, and all there is to show. */
export class FixableError extends Error {}
