import { type Context, type StreamHandler, stream } from '@sluice/core'

import { numberOf, route, type RouteGroup } from './define-route.ts'
import { describeError, type RouteState } from './route-state.ts'

/** Routes about status and headers (clauses H1 to H6, B5). */
export const headRoutes: RouteGroup = (state) => [
  route(state, 'get', '/head/commit', commit(state)),
  route(state, 'get', '/head/late', late),
  route(state, 'get', '/head/headers', headers),
  route(state, 'get', '/head/framework', () => stream(overFrameworkHeaders)),
  route(state, 'get', '/head/illegal', illegal(state)),
  route(state, 'get', '/head/connection', connectionHeaders),
  route(state, 'get', '/head/settled', settled(state)),
  route(state, 'get', '/head/unsettled', unsettled(state)),
  route(state, 'get', '/head/status/:status', bodiless(state)),
  route(state, 'get', '/head/empty', empty),
]

const commit =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      ctx.setHeader('x-early', 'yes')
      ctx.status = 201
      const how = ctx.query.get('how')
      if (how === 'commit') ctx.commit()
      else if (how === 'flush') await ctx.writer.flush()
      else await ctx.writer.write('first ')
      state.record(ctx, 'committed', ctx.headersSent)
      await state.marked(ctx, 'go')
      await ctx.writer.write('done')
    })

const late: StreamHandler = () =>
  stream(async (ctx) => {
    ctx.setHeader('x-before', 'yes')
    const before = ctx.headersSent
    await ctx.writer.write('')
    ctx.appendHeader('x-before', 'and after an empty write')
    ctx.setHeader('content-type', 'application/json')
    const written = ctx.writer.write(' ')
    const attempts = {
      headersSent: [before, ctx.headersSent],
      setHeader: codeOf(() => ctx.setHeader('x-late', 'yes')),
      appendHeader: codeOf(() => ctx.appendHeader('x-before', 'late')),
      status: codeOf(() => (ctx.status = 500)),
      commit: codeOf(() => ctx.commit()),
    }
    await written
    await ctx.writer.write(JSON.stringify(attempts))
  })

const headers: StreamHandler = async (ctx) => {
  ctx.setHeader('x-handler', 'from the handler')
  ctx.setHeader('x-replaced', 'first')
  await new Promise((resolve) => setImmediate(resolve))
  return stream(
    async () => {
      ctx.status = 203
      ctx.setHeader('x-body', 'before the await')
      await new Promise((resolve) => setImmediate(resolve))
      ctx.setHeader('X-Replaced', 'second')
      ctx.setHeader('x-list', ['one', 'two'])
      ctx.setHeader('x-number', 42)
      ctx.appendHeader('set-cookie', 'a=1; Path=/')
      ctx.appendHeader('Set-Cookie', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT')
      await ctx.writer.write('ok')
    },
    { status: 202, headers: { 'content-type': 'text/x-sluice', 'x-init': 'from the response' } },
  )
}

async function overFrameworkHeaders(ctx: Context): Promise<void> {
  ctx.setHeader('x-framework-replaced', 'by the handler')
  ctx.appendHeader('set-cookie', 'handler=1; Path=/')
  await ctx.writer.write('ok')
}

/** What breaks out of a header: names and values that must be refused. */
const illegalHeaders: Readonly<Record<string, readonly [name: string, value: string]>> = {
  cr: ['x-illegal', 'a\rset-cookie: injected=1'],
  lf: ['x-illegal', 'a\nset-cookie: injected=1'],
  crlf: ['x-illegal', 'a\r\n\r\n<script>'],
  nul: ['x-illegal', 'a\0b'],
  control: ['x-illegal', 'a\x1bb'],
  del: ['x-illegal', 'a\x7fb'],
  latin1: ['x-illegal', 'caf\u00e9'],
  wide: ['x-illegal', 'a\u{1f600}'],
  name: ['x illegal', 'a'],
  colon: ['x-illegal:', 'a'],
  empty: ['', 'a'],
  newline: ['x-illegal\r\nx-injected', 'a'],
}

const illegal =
  (state: RouteState): StreamHandler =>
  (ctx) => {
    const [name, value] = illegalHeaders[ctx.query.get('which') ?? ''] ?? ['', '']
    const how = ctx.query.get('how')
    const set = (): void => {
      try {
        if (how === 'append') ctx.appendHeader(name, value)
        else ctx.setHeader(name, how === 'list' ? ['fine', value] : value)
      } catch (error) {
        state.record(ctx, 'refused', describeError(error))
        throw error
      }
    }
    if (how === 'init') return stream(() => ctx.writer.write('sent'), { headers: { [name]: value } })
    return stream(async () => {
      ctx.setHeader('x-legal', 'yes')
      set()
      await ctx.writer.write('sent')
    })
  }

const connectionHeaders: StreamHandler = (ctx) =>
  stream(async () => {
    ctx.setHeader('content-type', 'text/plain')
    if (ctx.query.has('set')) {
      ctx.setHeader('connection', 'keep-alive, x-hop')
      ctx.setHeader('keep-alive', 'timeout=5')
      ctx.setHeader('transfer-encoding', 'chunked')
      ctx.setHeader('proxy-connection', 'keep-alive')
      ctx.setHeader('upgrade', 'h2c')
    }
    await ctx.writer.write('one ')
    await ctx.writer.flush()
    await ctx.writer.write('two')
  })

const settled =
  (state: RouteState): StreamHandler =>
  () =>
    stream(
      async (ctx) => {
        state.record(ctx, 'body-ran')
        for (;;) await ctx.writer.write('forever ')
      },
      { status: 200, settled: true, headers: { 'content-type': 'text/x-settled', 'x-settled': 'yes' } },
    )

const unsettled =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      ctx.setHeader('content-type', 'text/x-unsettled')
      await new Promise((resolve) => setImmediate(resolve))
      ctx.setHeader('x-unsettled', 'yes')
      try {
        if (ctx.query.get('how') === 'commit') ctx.commit()
        for (;;) {
          await ctx.writer.write('forever ')
          await new Promise((resolve) => setImmediate(resolve))
        }
      } finally {
        state.record(ctx, 'finally')
      }
    })

const bodiless =
  (state: RouteState): StreamHandler =>
  (ctx) =>
    stream(
      async () => {
        if (ctx.query.has('late')) ctx.status = Number(ctx.params['status'])
        ctx.setHeader('etag', '"sluice"')
        ctx.setHeader('content-type', 'text/x-never-sent')
        if (ctx.query.has('write')) {
          await ctx.writer.write('never sent').catch((error: unknown) => {
            state.record(ctx, 'write-rejected', describeError(error))
          })
        }
      },
      ctx.query.has('late') ? {} : { status: Number(ctx.params['status']) },
    )

const empty: StreamHandler = (ctx) =>
  stream(
    async () => {
      ctx.setHeader('x-empty', 'yes')
      if (ctx.query.has('wait')) await new Promise((resolve) => setImmediate(resolve))
      if (ctx.query.has('write')) await ctx.writer.write('')
    },
    { status: numberOf(ctx.query, 'status', 202) },
  )

function codeOf(attempt: () => unknown): string | null {
  try {
    attempt()
    return null
  } catch (error) {
    return describeError(error).code
  }
}
