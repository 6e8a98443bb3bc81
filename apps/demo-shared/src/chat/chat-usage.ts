import { z } from 'zod'

/** How many tokens a prompt and its answer have. */
export interface ChatUsage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

const count = z.int().min(0)

/** The schema of the usage; members that other servers add are kept. */
export const chatUsage: z.ZodType<ChatUsage, ChatUsage> = z
  .looseObject({ prompt_tokens: count, completion_tokens: count, total_tokens: count })
  .meta({ id: 'ChatUsage', examples: [{ prompt_tokens: 4, completion_tokens: 9, total_tokens: 13 }] })
