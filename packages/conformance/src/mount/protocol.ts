/**
 * How the suite talks to the server: HTTP/1.1 in clear or over TLS, HTTP/2 in clear with prior
 * knowledge (`h2c`) or over TLS (`h2`).
 */
export type Protocol = 'http1' | 'https1' | 'h2c' | 'h2'

/** Whether the protocol runs over TLS. */
export function usesTls(protocol: Protocol): boolean {
  return protocol === 'https1' || protocol === 'h2'
}

/** Whether the protocol is HTTP/2. */
export function usesHttp2(protocol: Protocol): boolean {
  return protocol === 'h2c' || protocol === 'h2'
}
