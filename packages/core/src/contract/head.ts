/** How a header meets one of the same name that the framework has set already. */
export type HeaderMode =
  /** Takes its place. */
  | 'set'
  /** Is sent beside it. */
  | 'append'
  /** Gives way to it. */
  | 'default'

/** One header of a response: a lower-case name, and a value for each field line. */
export interface HeaderEntry {
  readonly name: string
  readonly values: readonly string[]
  readonly mode: HeaderMode
}

/** Status and headers of a response, checked and ready to send. */
export interface ResponseHead {
  /** 200 to 599. */
  readonly status: number
  readonly headers: readonly HeaderEntry[]
  /** `false` for HEAD, 204, 205 and 304: no byte of body may follow (clause H6). */
  readonly hasBody: boolean
}
