import { z } from 'zod'
import { type ChatUsage, chatUsage } from './chat-usage.ts'

/** A call that the model wants made. */
export interface ToolCall {
  readonly id: string
  readonly type: string
  readonly function: { readonly name: string; readonly arguments: string }
}

/** A whole answer. */
export interface ChatCompletion {
  readonly id: string
  readonly object: 'chat.completion'
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
  readonly choices: ReadonlyArray<{
    readonly index: number
    readonly message: {
      readonly role: 'assistant'
      /** `null` where the answer is a refusal or calls only. */
      readonly content: string | null
      readonly refusal: string | null
      readonly tool_calls?: readonly ToolCall[] | undefined
    }
    readonly logprobs: null
    readonly finish_reason: string
  }>
  /** Absent only where an upstream model does not tell. */
  readonly usage?: ChatUsage | undefined
}

const toolCall = z.object({
  id: z.string(),
  type: z.string(),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

/** The schema of a whole answer. */
export const chatCompletion: z.ZodType<ChatCompletion, ChatCompletion> = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int().describe('Seconds since 1970'),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.int().min(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.string().nullable(),
          tool_calls: z.array(toolCall).optional(),
        }),
        logprobs: z.null(),
        finish_reason: z.string(),
      }),
    ),
    usage: chatUsage.optional(),
  })
  .meta({
    id: 'ChatCompletion',
    description: 'A chat completion',
    examples: [
      {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1_784_578_660,
        model: 'demo',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: 'Backpressure is how a reader slows a writer.',
              refusal: null,
            },
            logprobs: null,
            finish_reason: 'stop',
          },
        ],
        usage: { prompt_tokens: 4, completion_tokens: 9, total_tokens: 13 },
      } satisfies ChatCompletion,
    ],
  })
