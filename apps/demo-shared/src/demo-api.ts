import { fileURLToPath } from 'node:url'
import { type Api, createApi } from '@sluice/core'
import { docsPage } from '@sluice/docs'
import { Activity } from './activity/activity.ts'
import { upstreamFrom } from './chat/upstream.ts'
import { docsWithEntry } from './docs-with-entry.ts'
import { startLog } from './log/start-log.ts'
import { activity } from './operations/activity.ts'
import { bytes } from './operations/bytes.ts'
import { chat } from './operations/chat.ts'
import { countdown } from './operations/countdown.ts'
import { drop } from './operations/drop.ts'
import { echo } from './operations/echo.ts'
import { exportRows } from './operations/export.ts'
import { fail } from './operations/fail.ts'
import { file } from './operations/file.ts'
import { hello } from './operations/hello.ts'
import { log } from './operations/log.ts'
import { system } from './operations/system.ts'
import { ticks } from './operations/ticks.ts'
import { OpenResponses } from './serve/open-responses.ts'

/** The files that `/file` serves; they are not copied by the build, so `src` and `dist` share them. */
const DATA_FOLDER = fileURLToPath(new URL('../data', import.meta.url))

/** The api of the demos, and the log that it writes and shows. */
export interface DemoApi {
  readonly api: Api
  readonly logFile: string
  /** To be told which server sends them. */
  readonly responses: OpenResponses
  /** Ends the log, with everything in it that was to be. */
  close(): Promise<void>
}

/**
 * Makes the api that every demo serves.
 * @param logFile where it writes a line for each request and each second
 * @param environment says who answers a chat: `OPENAI_BASE_URL` and `OPENAI_API_KEY`
 */
export function startDemoApi(
  logFile: string,
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
): DemoApi {
  const running = startLog(logFile, {
    onError: (error) => console.error('These lines of the log are lost:', error),
  })
  const streams = new Activity()
  const responses = new OpenResponses()
  const api = createApi({
    title: 'Sluice demo',
    version: '0.0.0',
    description: 'The same operations on each router.',
    tags: [
      { name: 'streams', description: 'What comes piece by piece, as it happens.' },
      { name: 'files', description: 'Large answers, as fast as they are read.' },
      { name: 'chat', description: 'A language model, in the protocol of OpenAI.' },
      { name: 'failures', description: 'What a client sees when a server fails.' },
    ],
    operations: [
      hello,
      countdown,
      ticks,
      system,
      activity(streams),
      log(logFile),
      exportRows,
      chat({ upstream: upstreamFrom(environment) }),
      echo,
      bytes,
      file(DATA_FOLDER),
      fail,
      drop(responses),
    ],
    docs: docsWithEntry(docsPage({ title: 'Sluice demo' })),
    observer: {
      open: (stream) => streams.open(stream),
      end(stream, outcome) {
        streams.end(stream, outcome)
        const { ctx, status, duration } = stream
        running.request({
          method: ctx.method,
          target: ctx.target,
          status,
          outcome: outcome.outcome,
          duration,
        })
      },
    },
  })
  return { api, logFile, responses, close: () => running.close() }
}
