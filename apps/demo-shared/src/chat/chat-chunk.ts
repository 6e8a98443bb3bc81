import { z } from 'zod'
import { type ChatUsage, chatUsage } from './chat-usage.ts'

/** A piece of a call that the model wants made; the pieces of one call have its index. */
export interface ToolCallDelta {
  readonly index: number
  readonly id?: string | undefined
  readonly type?: string | undefined
  readonly function?:
    | { readonly name?: string | undefined; readonly arguments?: string | undefined }
    | undefined
}

/** What a chunk adds to the message. */
export interface ChatDelta {
  readonly role?: string | null | undefined
  readonly content?: string | null | undefined
  readonly refusal?: string | null | undefined
  readonly tool_calls?: readonly ToolCallDelta[] | null | undefined
}

/** A piece of an answer, the data of one event. */
export interface ChatChunk {
  /** The same in all chunks of an answer. */
  readonly id: string
  readonly object: 'chat.completion.chunk'
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
  /** One, or none in the chunk with the usage. */
  readonly choices: ReadonlyArray<{
    readonly index: number
    readonly delta: ChatDelta
    /** Why the answer ends here: `stop`, `length`, or what else an upstream model says. */
    readonly finish_reason?: string | null | undefined
  }>
  readonly usage?: ChatUsage | null | undefined
}

const toolCall = z.looseObject({
  index: z.int().min(0),
  id: z.string().optional(),
  type: z.string().optional(),
  function: z.looseObject({ name: z.string().optional(), arguments: z.string().optional() }).optional(),
})

const delta = z.looseObject({
  role: z.string().nullish(),
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
})

/** The schema of a chunk; members that other servers add are kept. */
export const chatChunk: z.ZodType<ChatChunk, ChatChunk> = z
  .looseObject({
    id: z.string(),
    object: z.literal('chat.completion.chunk'),
    created: z.int().describe('Seconds since 1970'),
    model: z.string(),
    choices: z.array(z.looseObject({ index: z.int().min(0), delta, finish_reason: z.string().nullish() })),
    usage: chatUsage.nullish(),
  })
  .meta({
    id: 'ChatChunk',
    description: 'A piece of a chat completion',
    examples: [
      {
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1_784_578_660,
        model: 'demo',
        choices: [{ index: 0, delta: { content: 'Backpressure' }, finish_reason: null }],
      } satisfies ChatChunk,
    ],
  })
