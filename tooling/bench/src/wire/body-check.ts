/** Compares a body with what it should be, as it arrives. */
export interface BodyCheck {
  /** The next bytes, valid only during the call. */
  take(data: Buffer, from: number, to: number): void
  /** The body is complete. */
  end(): void
  /** What was wrong first; `undefined` if nothing was. */
  readonly problem: string | undefined
}
