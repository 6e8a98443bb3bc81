import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type PageDemo, servePage } from '../src/page/serve-page.ts'
import { RestartRefusedError, type RestartStep } from '../src/processes/demo.ts'
import { readEvents } from './read-events.ts'

/** A demo that is restarted by hand. */
class HandDemo implements PageDemo {
  readonly name = 'Koa'
  readonly url = 'http://127.0.0.1:4002'
  restarts = 0
  onStep: (step: RestartStep) => void = () => {}
  succeed: () => void = () => {}
  fail: (error: unknown) => void = () => {}
  refusal: string | undefined

  restart(onStep: (step: RestartStep) => void): Promise<void> {
    if (this.refusal !== undefined) throw new RestartRefusedError(this.refusal)
    this.restarts += 1
    this.refusal = 'The Koa demo is being restarted already.'
    this.onStep = onStep
    onStep('draining')
    return new Promise((resolve, reject) => {
      this.succeed = resolve
      this.fail = reject
    })
  }
}

interface Restartable {
  readonly demo: HandDemo
  restart(name?: string, signal?: AbortSignal): Promise<Response>
}

async function serveRestartable(): Promise<Restartable> {
  const page = await servePage(0)
  onTestFinished(() => page.close())
  const demo = new HandDemo()
  page.show([demo])
  return {
    demo,
    restart: (name = 'koa', signal) =>
      fetch(`${page.url}/demos/${name}/restart`, { method: 'POST', ...(signal && { signal }) }),
  }
}

/** What is reported, and would be printed. */
function spyOnErrors(): () => unknown[] {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => spy.mockRestore())
  return () => spy.mock.calls
}

describe('POST /demos/{name}/restart', () => {
  test('tells each step as it happens', async () => {
    const { demo, restart } = await serveRestartable()
    const events = readEvents(await restart())
    for (const step of ['draining', 'stopped', 'listening'] as const) {
      if (step !== 'draining') demo.onStep(step)
      const { value } = await events.next()
      expect(value?.event).toBe('step')
      expect(JSON.parse(value?.data ?? '')).toEqual({ step, milliseconds: expect.any(Number) })
    }
    demo.succeed()
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  test.each(['express', 'Koa', 'constructor', '__proto__', 'koa%2f..', '%00'])(
    'knows no %s',
    async (name) => {
      const { demo, restart } = await serveRestartable()
      const answer = await restart(name)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ title: 'Not Found', status: 404 })
      expect(demo.restarts).toBe(0)
    },
  )

  test('refuses while that goes on already', async () => {
    const { demo, restart } = await serveRestartable()
    const first = await restart()
    const second = await restart()
    expect(second.status).toBe(409)
    expect(await second.json()).toMatchObject({ detail: 'The Koa demo is being restarted already.' })
    demo.succeed()
    expect(await first.text()).toContain('draining')
  })

  test('lets one of two that come together have it', async () => {
    const { demo, restart } = await serveRestartable()
    const answers = await Promise.all([restart(), restart()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(demo.restarts).toBe(1)
    demo.succeed()
  })

  test('goes on though whoever asked has left', async () => {
    const errors = spyOnErrors()
    const { demo, restart } = await serveRestartable()
    const leave = new AbortController()
    const answer = await restart('koa', leave.signal)
    await answer.body?.getReader().read()
    leave.abort()
    demo.onStep('stopped')
    demo.onStep('listening')
    demo.succeed()
    expect(errors()).toEqual([])
  })

  test('says why the demo does not come back, and reports it', async () => {
    const errors = spyOnErrors()
    const { demo, restart } = await serveRestartable()
    const events = readEvents(await restart())
    await events.next()
    demo.fail(new Error('The Koa demo did not start: it ended with 1.'))
    const { value } = await events.next()
    expect(value?.event).toBe('error')
    expect(JSON.parse(value?.data ?? '')).toMatchObject({
      status: 500,
      detail: 'The Koa demo did not start: it ended with 1.',
    })
    // No proper end.
    await expect(events.next()).rejects.toThrow('terminated')
    expect(errors()).toHaveLength(1)
  })

  test('is a failure of nobody when it is stopped meanwhile', async () => {
    const errors = spyOnErrors()
    const { demo, restart } = await serveRestartable()
    const events = readEvents(await restart())
    await events.next()
    demo.fail(new RestartRefusedError('The Koa demo was stopped before it was started again.'))
    const { value } = await events.next()
    expect(JSON.parse(value?.data ?? '')).toMatchObject({ status: 409 })
    expect(errors()).toEqual([])
  })
})

test('the page is closed though a restart does not end', async () => {
  spyOnErrors()
  const page = await servePage(0)
  page.show([new HandDemo()])
  const answer = await fetch(`${page.url}/demos/koa/restart`, { method: 'POST' })
  await page.close()
  await expect(answer.text()).rejects.toThrow('terminated')
})
