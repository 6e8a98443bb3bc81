/** A browser that can be started. */
export interface Chromium {
  /** The absolute path of its binary. */
  readonly executablePath: string
  /** What its environment needs besides ours: where its libraries are, for example. */
  readonly env: Readonly<Record<string, string>>
}
