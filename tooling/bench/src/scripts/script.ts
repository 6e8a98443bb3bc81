/** A piece of a body as a handler writes it. */
export type Chunk = string | Uint8Array

/** Sends a piece. What it returns, if anything, is what a careful handler waits for. */
export type Send<Piece> = (piece: Piece) => Promise<unknown> | undefined

/** Registers what is done when the client leaves. */
export type OnGone = (listener: () => void) => void

/**
 * What a stream does, whatever it is sent with: every server plays the same script in the way its users
 * would. `push` is for handlers that send, `pull` for those that yield.
 */
export interface Script<Piece> {
  push(send: Send<Piece>, onGone: OnGone): Promise<void>
  pull(onGone: OnGone): AsyncGenerator<Piece, void>
  /** After so many pieces the content begins again; absent if it never does. */
  readonly period?: number | undefined
  /** Nothing is waited for but the client, so that the bytes could be made beforehand. */
  readonly flatOut?: { readonly count: number } | undefined
}
