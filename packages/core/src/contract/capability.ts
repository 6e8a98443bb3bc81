/**
 * What a runtime or framework may be unable to do. An adapter lists what it can. Asking for one of
 * the things that can be asked for (`connectionInfo`, `multipart`, `frameworkErrors`) where it is
 * missing throws `NotSupportedError`; the others say what to expect.
 *
 * - `connectionInfo`: remote address, protocol version and TLS state of the connection are known.
 * - `disconnect`: a client that leaves is noticed even while nothing is being written.
 * - `fullDuplex`: the request body can be read while the response is being written.
 * - `handoff`: `flush()` settles when the bytes are with the operating system, not just the next consumer.
 * - `multipart`: `ctx.form()` is there.
 * - `frameworkErrors`: failures before the head can be left to the framework (`errors: 'framework'`).
 */
export type Capability =
  | 'connectionInfo'
  | 'disconnect'
  | 'frameworkErrors'
  | 'fullDuplex'
  | 'handoff'
  | 'multipart'
