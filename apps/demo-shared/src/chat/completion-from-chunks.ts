import { HttpError } from '@sluice/core'
import type { ChatChunk, ToolCallDelta } from './chat-chunk.ts'
import type { ChatCompletion, ToolCall } from './chat-completion.ts'

/**
 * The whole answer that chunks are the pieces of.
 * @throws {HttpError} 502 when there are none, which only an upstream model can do
 */
export function completionFromChunks(chunks: readonly ChatChunk[]): ChatCompletion {
  const [first] = chunks
  if (first === undefined) {
    throw new HttpError(502, 'Bad Gateway', { detail: 'The upstream model gave no answer.' })
  }
  // One answer is asked for, so all choices are pieces of it.
  const choices = chunks.flatMap((chunk) => chunk.choices)
  const deltas = choices.map(({ delta }) => delta)
  const toolCalls = joinToolCalls(deltas.flatMap(({ tool_calls: calls }) => calls ?? []))
  const usage = chunks.findLast((chunk) => chunk.usage)?.usage
  return {
    id: first.id,
    object: 'chat.completion',
    created: first.created,
    model: first.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: joinText(deltas.map(({ content }) => content)),
          refusal: joinText(deltas.map(({ refusal }) => refusal)),
          ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
        },
        logprobs: null,
        finish_reason: choices.findLast((choice) => choice.finish_reason)?.finish_reason ?? 'stop',
      },
    ],
    ...(usage === undefined || usage === null ? {} : { usage }),
  }
}

/** `null` where nobody said anything, not even nothing. */
function joinText(pieces: ReadonlyArray<string | null | undefined>): string | null {
  const texts = pieces.filter((piece) => typeof piece === 'string')
  return texts.length === 0 ? null : texts.join('')
}

function joinToolCalls(deltas: readonly ToolCallDelta[]): ToolCall[] {
  const calls = new Map<number, ToolCall>()
  for (const { index, id, type, function: called } of deltas) {
    const known = calls.get(index)
    calls.set(index, {
      id: id ?? known?.id ?? '',
      type: type ?? known?.type ?? 'function',
      function: {
        name: (known?.function.name ?? '') + (called?.name ?? ''),
        arguments: (known?.function.arguments ?? '') + (called?.arguments ?? ''),
      },
    })
  }
  return Array.from(calls.values())
}
