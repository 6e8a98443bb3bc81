import type { EventSourceMessage } from 'eventsource-parser'
import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { ask, begin } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

/** A client that follows the log, leaves, and comes back has seen what one sees that reads it at once. */
export const logResumed: Check = {
  name: 'GET /log: tailed, left, resumed',
  run: async ({ url }, signal) => {
    // What was logged by an earlier run of this check is not what is waited for.
    const mark = `smoke-${Date.now()}`
    const write = async (...numbers: number[]): Promise<void> => {
      for (const number of numbers)
        await ask(url, { target: `/bytes?size=1&mark=${mark}-${number}.` }, signal)
    }
    const readUntil = async (number: number, lastEventId?: string): Promise<EventSourceMessage[]> => {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      const seen: EventSourceMessage[] = []
      for await (const event of readEvents(await begin(url, { target: '/log', headers }, signal))) {
        seen.push(event)
        if (event.data.includes(`${mark}-${number}.`)) return seen
      }
      throw new Error(`The log ends before line ${number} of the check.`)
    }

    const [before] = await Promise.all([readUntil(2), write(1, 2)])
    await write(3, 4)
    const resumed = await readUntil(4, before.at(-1)?.id)
    await write(5)
    const after = await readUntil(5, resumed.at(-1)?.id)
    const parts = [...before, ...resumed, ...after]
    expectSame('What was read in three parts', parts, await readUntil(5))
    expectOffsets(parts)
    const marked = parts.flatMap(({ data }) => /mark=smoke-\d+-(\d)\. 200 completed/.exec(data)?.[1] ?? [])
    return { summary: `${marked.length} lines, in 3 parts`, seen: marked }
  },
}

/** The id of a line is the byte offset after it. */
function expectOffsets(events: readonly EventSourceMessage[]): void {
  let offset = 0
  for (const { event, data, id } of events) {
    expectSame('The name of the event', event, 'line')
    const { line } = JSON.parse(data) as { readonly line: string }
    offset += Buffer.byteLength(line) + 1
    expectThat(id === String(offset), `The line that ends at byte ${offset} has the id ${id}.`)
  }
}
