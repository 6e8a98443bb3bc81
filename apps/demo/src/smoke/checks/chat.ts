import OpenAI from 'openai'
import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'

const ASK = {
  model: 'demo',
  messages: [{ role: 'user', content: 'What is backpressure?' }],
  max_completion_tokens: 25,
  // The same each time.
  temperature: 0,
} satisfies OpenAI.ChatCompletionCreateParams

/** The official client reads the answer token by token, and as a whole. */
export const chatWithOpenAi: Check = {
  name: 'POST /v1/chat/completions: openai',
  run: async ({ url }, signal) => {
    const client = new OpenAI({
      baseURL: `${url}/v1`,
      apiKey: 'none',
      organization: null,
      project: null,
      maxRetries: 0,
    })
    const pieces: string[] = []
    for await (const { choices } of await client.chat.completions.create(
      { ...ASK, stream: true },
      { signal },
    )) {
      const { content } = choices[0]?.delta ?? {}
      if (typeof content === 'string' && content !== '') pieces.push(content)
    }
    expectThat(pieces.length > 10, `The answer comes in ${pieces.length} pieces, not token by token.`)
    const whole = await client.chat.completions.create(ASK, { signal })
    expectSame('The answer as a whole', whole.choices[0]?.message.content, pieces.join(''))
    return { summary: `${pieces.length} pieces`, seen: { pieces, usage: whole.usage } }
  },
}
