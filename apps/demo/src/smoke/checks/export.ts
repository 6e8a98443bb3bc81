import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Check, CheckedDemo } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { begin, comparedHeaders } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

const ROWS = 100_000

/** Of the rows, as they are on every machine and should stay. */
const SHA256 = '5bd1fbc180da55d115d629e320215c339eb62c064d5600e115c90057c6998084'

/** Bytes that a process may have grown by while nobody reads: less than a third of what was asked for. */
const MOST_GROWTH = 100 * 1024 * 1024

/** All rows, and the right ones. */
export const exportWhole: Check = {
  name: `GET /export: ${ROWS.toLocaleString('en')} rows`,
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: `/export?rows=${ROWS}` }, signal)
    const hash = createHash('sha256')
    let lines = 0
    for await (const chunk of answer) {
      const bytes = chunk as Buffer
      hash.update(bytes)
      for (let at = bytes.indexOf('\n'); at !== -1; at = bytes.indexOf('\n', at + 1)) lines += 1
    }
    expectSame('The number of lines', lines, ROWS)
    expectSame('Their SHA-256', hash.digest('hex'), SHA256)
    return {
      summary: `${answer.statusCode}, ${lines.toLocaleString('en')} lines`,
      seen: { status: answer.statusCode, headers: comparedHeaders(answer), complete: answer.complete },
    }
  },
}

/** A client that does not read stops the export, long before all of it is in memory. */
export const exportUnread: Check = {
  name: 'GET /export: a million rows, unread',
  run: async (demo, signal) => {
    const before = await memoryAtRest(demo, signal)
    const answer = await begin(demo.url, { target: '/export?rows=1000000' }, signal)
    await once(answer, 'readable', { signal })
    const grown = (await memoryAtRest(demo, signal)) - before
    answer.destroy()
    expectThat(grown < MOST_GROWTH, `The process has grown by ${grown} bytes.`)
    const mebibytes = Math.round(grown / 1024 ** 2)
    return { summary: `${answer.statusCode}, ${mebibytes} MiB more`, seen: comparedHeaders(answer) }
  },
}

/** Waits until the process has nothing to do, and returns the bytes it then has in memory. */
async function memoryAtRest({ url }: CheckedDemo, signal: AbortSignal): Promise<number> {
  for await (const { data } of readEvents(await begin(url, { target: '/system' }, signal))) {
    const { cpu, memory } = JSON.parse(data) as {
      readonly cpu: { readonly processPercent: number }
      readonly memory: { readonly residentBytes: number }
    }
    if (cpu.processPercent < 20) return memory.residentBytes
  }
  throw new Error('The samples of /system have an end.')
}
