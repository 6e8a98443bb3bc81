import { type Context, type StreamHandler, stream } from '@sluice/core'

import { json, numberOf, route, type RouteGroup } from './define-route.ts'
import { describeError, type RouteState } from './route-state.ts'

/** Routes that show the request as the handler sees it (clauses R1 to R3, P4). */
export const requestRoutes: RouteGroup = (state) => [
  route(state, 'get', '/params/:first/:second', (ctx) => json({ params: ctx.params, target: ctx.target })),
  route(state, 'get', '/request', (ctx) => json(describeRequest(ctx))),
  route(state, 'post', '/request', (ctx) => json(describeRequest(ctx))),
  route(state, 'post', '/echo', echo),
  route(state, 'post', '/body/limited', count(state), { bodyLimit: 1_024 }),
  route(state, 'post', '/body/count', count(state)),
  route(state, 'post', '/body/stalled', stalled(state)),
  route(state, 'post', '/body/deadline', readDeadline(state)),
  route(state, 'post', '/body/again', again),
  route(state, 'post', '/form', form),
]

function describeRequest(ctx: Context): Record<string, unknown> {
  const known = ctx.capabilities.has('connectionInfo')
  return {
    method: ctx.method,
    url: ctx.url.href,
    target: ctx.target,
    host: ctx.host,
    scheme: ctx.scheme,
    query: [...ctx.query],
    headers: Object.fromEntries(ctx.headers),
    cookies: Object.fromEntries(ctx.cookies),
    ...(known
      ? { httpVersion: ctx.httpVersion, remoteAddress: ctx.remoteAddress, tls: ctx.tls ?? null }
      : {}),
  }
}

/** Sends the request body back while it arrives. */
const echo: StreamHandler = (ctx) =>
  stream(async () => {
    ctx.commit()
    for await (const bytes of ctx.body) await ctx.writer.write(bytes)
  })

/** Reads the body (`by` iterating, `bytes`, `text`, `json` or `stream`) and answers how long it was. */
const count =
  (state: RouteState): StreamHandler =>
  async (ctx) => {
    let length = 0
    try {
      if (ctx.query.get('by') === 'bytes') length = (await ctx.body.bytes()).length
      else if (ctx.query.get('by') === 'text') length = (await ctx.body.text()).length
      else if (ctx.query.get('by') === 'json') length = JSON.stringify(await ctx.body.json()).length
      else if (ctx.query.get('by') === 'stream')
        for await (const bytes of ctx.body.stream()) length += bytes.length
      else for await (const bytes of ctx.body) length += bytes.length
    } catch (error) {
      state.record(ctx, 'read-rejected', { ...describeError(error), length })
      throw error
    }
    return json({ length })
  }

/** Reads nothing of the body until the client says so. */
const stalled =
  (state: RouteState): StreamHandler =>
  async (ctx) => {
    state.record(ctx, 'waiting')
    await state.marked(ctx, 'go')
    return count(state)(ctx)
  }

/** Reads the body under a read deadline of `ms`. `after=head` sends the head first. */
const readDeadline =
  (state: RouteState): StreamHandler =>
  (ctx) => {
    const read = async (): Promise<void> => {
      ctx.body.setReadDeadline(Date.now() + numberOf(ctx.query, 'ms', 100))
      try {
        for await (const bytes of ctx.body) {
          state.record(ctx, 'read', bytes.length)
          if (ctx.query.has('clear')) ctx.body.setReadDeadline(undefined)
        }
        state.record(ctx, 'read-end')
      } catch (error) {
        state.record(ctx, 'read-rejected', describeError(error))
        throw error
      }
    }
    if (ctx.query.get('after') !== 'head') return read().then(() => json({ read: true }))
    return stream(async () => {
      await ctx.writer.write('head')
      await read()
    })
  }

/** Reads the body twice, which cannot work: answers the code of the second attempt's error. */
const again: StreamHandler = async (ctx) => {
  await ctx.body.bytes()
  try {
    await ctx.body.bytes()
    return json({ code: null })
  } catch (error) {
    return json({ code: describeError(error).code })
  }
}

/** Streams a multipart form: one line of JSON for each part, sent when the part has been read. */
const form: StreamHandler = (ctx) => {
  const parts = ctx.form({ maxFieldBytes: 1_024 })[Symbol.asyncIterator]()
  const describe = async (): Promise<string | undefined> => {
    const next = await parts.next()
    if (next.done === true) return undefined
    const part = next.value
    const { name, filename = null, contentType } = part
    if (part.filename === undefined)
      return JSON.stringify({ name, filename, contentType, text: await part.text() })
    let length = 0
    for await (const bytes of part) length += bytes.length
    return JSON.stringify({ name, filename, contentType, length })
  }
  // The first part is read before the head is sent, so that a malformed form can be answered with 400.
  return describe().then((first) =>
    stream(async () => {
      for (let line = first; line !== undefined; line = await describe()) {
        await ctx.writer.write(`${line}\n`)
        await ctx.writer.flush()
      }
    }),
  )
}
