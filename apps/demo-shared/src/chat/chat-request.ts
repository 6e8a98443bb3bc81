import { z } from 'zod'

/** A piece of a message. Only text is read by the model of the demo; other pieces are passed on. */
export interface ContentPart {
  readonly type: string
  readonly text?: string | undefined
}

/** What one side said. */
export interface ChatMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function'
  readonly content?: string | readonly ContentPart[] | null | undefined
}

/** The body of `POST /v1/chat/completions`, as OpenAI defined it; members that are not named here are kept. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** Whether the answer comes as events, token by token, or as one object. */
  readonly stream?: boolean | null | undefined
  readonly stream_options?: { readonly include_usage?: boolean | undefined } | null | undefined
  readonly max_completion_tokens?: number | null | undefined
  /** The older name of `max_completion_tokens`. */
  readonly max_tokens?: number | null | undefined
  readonly temperature?: number | null | undefined
  readonly seed?: number | null | undefined
  /** Texts before which the answer ends. */
  readonly stop?: string | readonly string[] | null | undefined
  /** How many answers are wanted. */
  readonly n?: 1 | null | undefined
}

/** A request that makes the model of the demo stream an answer, for documents and for trying it out. */
export const exampleChatRequest: ChatRequest = {
  model: 'demo',
  stream: true,
  messages: [{ role: 'user', content: 'What is backpressure?' }],
}

const text = z.looseObject({ type: z.literal('text'), text: z.string() })
const otherPart = z.looseObject({ type: z.enum(['image_url', 'input_audio', 'file', 'refusal']) })
const stopSequence = z.string().min(1)

const message = z
  .looseObject({
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
    content: z.union([z.string(), z.array(z.union([text, otherPart]))]).nullish(),
  })
  .meta({ id: 'ChatMessage', examples: [...exampleChatRequest.messages] })

/** The schema of a chat request. */
export const chatRequest: z.ZodType<ChatRequest, ChatRequest> = z
  .looseObject({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
    max_completion_tokens: z.int().min(1).nullish(),
    max_tokens: z.int().min(1).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    seed: z.int().nullish(),
    stop: z.union([stopSequence, z.array(stopSequence).max(4)]).nullish(),
    n: z.literal(1).nullish(),
  })
  .meta({
    id: 'ChatRequest',
    description: 'A request for a chat completion',
    examples: [exampleChatRequest],
  })

/** The text of a message, whatever its form. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((part) => part.text ?? '').join('')
}
