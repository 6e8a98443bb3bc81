import { chatToken } from '../streams/chat-token.ts'
import type { Message } from '../streams/message.ts'

/** An operation that all lanes run at once. */
export interface LaneOperation {
  readonly id: string
  readonly label: string
  /** Path and query. */
  readonly target: string
  readonly init: RequestInit
  /** What a message says, without what is another each time by its nature: times, and ids made up at random. */
  readonly compared: (message: Message) => string
  /** What is shown of a message; its data unless this says otherwise. */
  readonly shown?: (message: Message) => string
  /** What `compared` leaves out, for people. */
  readonly leftOut?: string
  /** Where its handler is: a file of this repository. */
  readonly source: string
}

const CHAT = JSON.stringify({
  model: 'demo',
  stream: true,
  // The same answer each time.
  temperature: 0,
  max_completion_tokens: 120,
  messages: [{ role: 'user', content: 'What is backpressure?' }],
})

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g
const CHAT_HEAD = /"id":"chatcmpl-[^"]*"|"created":\d+/g

const asIs = ({ event, id, data }: Message): string => JSON.stringify([event, id, data])
const withoutTimes = (message: Message): string => asIs(message).replace(TIME, '‹time›')
const withoutChatHead = (message: Message): string =>
  asIs({ ...message, data: message.data.replace(CHAT_HEAD, '‹head›') })

const COUNTDOWN = 'apps/demo-shared/src/operations/countdown.ts'

/** What the lanes can run; the first is what they begin with. */
export const laneOperations: readonly [LaneOperation, ...LaneOperation[]] = [
  {
    id: 'countdown',
    label: 'Countdown, as Server-Sent Events',
    target: '/countdown/5',
    init: { headers: { accept: 'text/event-stream' } },
    compared: withoutTimes,
    leftOut: 'the time of the liftoff',
    source: COUNTDOWN,
  },
  {
    id: 'countdown-lines',
    label: 'The same countdown, as JSON Lines',
    target: '/countdown/5',
    init: { headers: { accept: 'application/jsonl' } },
    compared: withoutTimes,
    leftOut: 'the time of the liftoff',
    source: COUNTDOWN,
  },
  {
    id: 'chat',
    label: 'Chat, token by token',
    target: '/v1/chat/completions',
    init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: CHAT },
    compared: withoutChatHead,
    shown: (message) => chatToken(message) || message.data,
    leftOut: 'id and time of the answer',
    source: 'apps/demo-shared/src/operations/chat.ts',
  },
  {
    id: 'export',
    label: 'Export of 10,000 orders',
    target: '/export?rows=10000',
    init: {},
    compared: asIs,
    source: 'apps/demo-shared/src/operations/export.ts',
  },
  {
    id: 'hello',
    label: 'Two lines of text, three seconds apart',
    target: '/hello',
    init: {},
    compared: asIs,
    source: 'apps/demo-shared/src/operations/hello.ts',
  },
  {
    id: 'refused',
    label: 'A countdown that is refused',
    target: '/countdown/99',
    init: { headers: { accept: 'text/event-stream' } },
    compared: asIs,
    source: COUNTDOWN,
  },
]
