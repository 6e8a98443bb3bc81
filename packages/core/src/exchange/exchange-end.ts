/** Whoever waits for an exchange to be over. */
export interface ExchangeEnd {
  /** It is, whatever became of it. */
  over(): void
  /** It has failed before its head, and with `errors: 'framework'` that is the framework's to answer. */
  failed(error: unknown): void
}
