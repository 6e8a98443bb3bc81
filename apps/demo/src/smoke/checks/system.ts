import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { begin, comparedHeaders } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

/** A sample at once, and another one a second later; what they say is not the same anywhere. */
export const systemSamples: Check = {
  name: 'GET /system: two samples',
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: '/system' }, signal)
    const shapes: string[] = []
    const times: number[] = []
    for await (const { event, data } of readEvents(answer)) {
      times.push(performance.now())
      expectSame('The name of the event', event, 'sample')
      // On a machine too busy to be looked at there are no figures about the event loop.
      const { eventLoopDelay, ...others } = JSON.parse(data) as Record<string, unknown>
      expectThat(typeof eventLoopDelay === 'object', `There is no eventLoopDelay in ${data}`)
      shapes.push(shapeOf(others))
      if (shapes.length === 2) break
    }
    const [first = 0, second = 0] = times
    expectThat(
      second - first > 500,
      `The second sample came ${Math.round(second - first)} ms after the first, not a second.`,
    )
    expectSame('The shape of the second sample', shapes[1], shapes[0])
    return {
      summary: `${answer.statusCode}, a sample per second`,
      seen: { status: answer.statusCode, headers: comparedHeaders(answer), shape: shapes[0] },
    }
  },
}

/** The names in a JSON value, and the types at their ends. */
function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${shapeOf(inner)}`)
    .join(', ')} }`
}
