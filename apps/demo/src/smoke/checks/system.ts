import { createInterface } from 'node:readline'
import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { begin, comparedHeaders } from '../http-client.ts'

/** A line at once, and another one a second later; what they say is not the same anywhere. */
export const systemLines: Check = {
  name: 'GET /system: two lines',
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: '/system' }, signal)
    const shapes: string[] = []
    const times: number[] = []
    for await (const line of createInterface({ input: answer })) {
      times.push(performance.now())
      // On a machine too busy to be looked at there are no figures about the event loop.
      const { eventLoopDelay, ...others } = JSON.parse(line) as Record<string, unknown>
      expectThat(typeof eventLoopDelay === 'object', `There is no eventLoopDelay in ${line}`)
      shapes.push(shapeOf(others))
      if (shapes.length === 2) break
    }
    answer.destroy()
    const [first = 0, second = 0] = times
    expectThat(
      second - first > 500,
      `The second line came ${Math.round(second - first)} ms after the first, not a second.`,
    )
    expectSame('The shape of the second line', shapes[1], shapes[0])
    return {
      summary: `${answer.statusCode}, a line per second`,
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
