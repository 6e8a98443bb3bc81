/** What is known of a connection's TLS. */
export interface TlsState {
  /** Negotiated version, for example `TLSv1.3`. */
  readonly version: string
  /** Negotiated cipher suite, for example `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string
  /** Server name the client asked for (SNI), if it did. */
  readonly servername: string | undefined
  /** The client presented a certificate that was verified. */
  readonly clientVerified: boolean
}

/** Where the bytes of a request body come from. */
export interface ByteSource {
  /** Resolves with the next bytes, or `undefined` at the end. Called again only after it has settled. */
  read(): Promise<Uint8Array | undefined>
  /** Something else has read from this body before. */
  readonly disturbed: boolean
  /** What a body parser of the framework has made of it, if one has read it. */
  readonly parsed?: { readonly value: unknown } | undefined
  /** No more will be read: the rest may be thrown away. */
  cancel(): void
}

/** The request as an adapter sees it. Every member may be computed when it is first read. */
export interface RequestView {
  readonly method: string
  /** Path and query as the client sent them, mount prefixes included, percent-encoding untouched. */
  readonly target: string
  readonly scheme: 'http' | 'https'
  /** The authority the client asked for, with its port if it named one. */
  readonly host: string
  /** Parameters that the router took from the path, percent-decoded; those of a wildcard joined by `/`. */
  readonly params: Readonly<Record<string, string>>
  /** Value of a header by its lower-case name; repeated lines are joined by `, ` (`; ` for cookies). */
  header(name: string): string | undefined
  /** All headers, names in lower case, repeated lines joined. */
  headers(): Iterable<readonly [name: string, value: string]>
  readonly body: ByteSource
}

/** Facts about the connection; needs the capability `connectionInfo`. */
export interface ConnectionInfo {
  readonly remoteAddress: string
  readonly httpVersion: HttpVersion
  /** `undefined` on a connection without TLS. */
  readonly tls: TlsState | undefined
}

/** Protocol version of a request. */
export type HttpVersion = '1.0' | '1.1' | '2.0' | '3.0'
