import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Context } from '@sluice/core'

/**
 * How a stream is cut off: the handler returns, the handler throws, or, in the middle of an event, the
 * connection is closed without the end of its chunks, or reset.
 */
export type Cut = 'end' | 'throw' | 'close' | 'reset'

/** What the handler throws says this, and no client may see it. */
export const SECRET = 'the password of the database'

/** Cuts a stream off. Called by its handler, instead of going on. */
export async function cutOff(cut: Cut, ctx: Context, socket: Socket): Promise<void> {
  switch (cut) {
    case 'end':
      return
    case 'throw':
      throw new Error(SECRET)
    default:
      // Almost an event: a client that takes it for one has seen a number that was never sent.
      await ctx.writer.write('event: tick\nid: 999999\ndata: {"n":999999}\n')
      await ctx.writer.flush()
      // What a fetch server has taken is with the socket a turn later.
      await turn()
      if (cut === 'reset') socket.resetAndDestroy()
      else socket.destroySoon()
      await ctx.until(new Promise(() => {}))
  }
}
