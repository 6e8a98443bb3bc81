import type { Context } from '../context/context.ts'
import { HttpError } from '../contract/errors.ts'
import type { Representation } from '../formats/representation.ts'
import { negotiate } from './negotiate.ts'

/** Chooses one of an operation's representations by the client's `Accept` (clause O2). */
export class Negotiator {
  readonly #offered: readonly string[]
  /** Most clients of an operation say the same: the last answer is kept. */
  #last: { readonly accept: string | undefined; readonly mediaType: string | undefined } | undefined

  constructor(representations: readonly Representation[]) {
    this.#offered = representations.map(({ mediaType }) => mediaType)
  }

  /** @throws {HttpError} 406 when the client takes nothing that is offered */
  choose(ctx: Context): string {
    if (this.#offered.length > 1) ctx.appendHeader('vary', 'Accept')
    const accept = ctx.headers.get('accept')
    if (this.#last === undefined || this.#last.accept !== accept) {
      this.#last = { accept, mediaType: negotiate(accept, this.#offered) }
    }
    const { mediaType } = this.#last
    if (mediaType !== undefined) return mediaType
    throw new HttpError(406, 'Not Acceptable', { detail: `This is offered as ${this.#offered.join(', ')}.` })
  }
}
