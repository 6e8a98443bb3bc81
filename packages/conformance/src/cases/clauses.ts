import type { ClauseId } from './conformance-case.ts'

/** The clauses of the stream contract in order, each in a few words. */
export const clauses: Readonly<Record<ClauseId, string>> = {
  H1: 'the head is sent once, at the first flush, commit or byte',
  H2: 'headers may change until then, and not afterwards',
  H3: "headers of the framework's middleware arrive too",
  H4: 'illegal headers throw, and nothing is sent',
  H5: 'no connection-specific header over HTTP/2',
  H6: 'HEAD, 204 and 304 carry no byte of body',
  B1: 'bytes arrive in order, exactly once, unchanged',
  B2: 'what was written leaves by the end of the turn',
  B3: 'flush settles when everything is handed over',
  B4: 'the connection is reusable after a clean end',
  B5: 'a body that writes nothing sends its head',
  P1: 'memory stays bounded however slow the client',
  P2: 'a write or flush never hangs',
  P3: 'write deadlines',
  P4: 'read deadlines',
  P5: 'a handler that never awaits is bounded too',
  L1: 'the signal aborts within 100 ms of leaving, and only then',
  L2: 'writes reject once the client has left',
  L3: 'parked producers are released',
  L4: 'leaving is not a failure',
  L5: 'nothing is left of an exchange that has ended',
  E1: 'failures before the head become a problem (RFC 9457)',
  E2: 'failures after the head are never a clean end',
  E3: 'every failure reaches onError exactly once',
  E4: "the framework's own error handling can be chosen",
  R1: 'the request reads the same everywhere',
  R2: 'the request body streams, with backpressure and a limit',
  R3: 'multipart forms and files stream',
  S1: 'drain',
}

/** Ids of all clauses, in order. */
export const clauseIds: readonly ClauseId[] = Object.keys(clauses) as ClauseId[]
