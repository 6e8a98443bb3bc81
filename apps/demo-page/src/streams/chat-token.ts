import type { Message } from './message.ts'

/** What a chunk of a chat adds to its answer; nothing for those that only say how it begins or ends. */
export function chatToken({ data }: Message): string {
  if (data === '[DONE]') return ''
  const chunk = JSON.parse(data) as {
    readonly choices?: readonly { readonly delta?: { readonly content?: string } }[]
  }
  return chunk.choices?.[0]?.delta?.content ?? ''
}
