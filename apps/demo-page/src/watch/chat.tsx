import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { DemoForm } from '../demos/demo-form.tsx'
import type { AboutOne } from '../demos/about-one.ts'
import { eachFrame } from '../streams/each-frame.ts'
import { chatToken } from '../streams/chat-token.ts'
import type { Message } from '../streams/message.ts'
import { NO_ANSWER } from '../streams/patient-fetch.ts'
import { describeFailure, readStream } from '../streams/read-stream.ts'
import { formatTime } from '../text/format.ts'

/** A chat whose answer comes token by token. */
export function Chat({ demos, first }: AboutOne): JSX.Element {
  const chosen = useSignal(first)
  const answer = useSignal('')
  const note = useSignal('')
  const running = useSignal<AbortController | undefined>(undefined)
  const question = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)

  const ask = async (): Promise<void> => {
    const controller = new AbortController()
    running.value = controller
    let text = ''
    let tokens = 0
    let firstAt = 0
    let lastAt = 0
    const draw = eachFrame(() => (answer.value = text))
    draw()
    note.value = 'asking …'
    const { name, url } = chosen.value
    const add = (messages: readonly Message[], at: number): void => {
      for (const token of messages.map(chatToken).filter((each) => each !== '')) {
        if (tokens === 0) firstAt = at
        text += token
        tokens += 1
      }
      lastAt = at
      note.value = `${tokens} tokens, the first after ${formatTime(firstAt)}, ${rate(tokens, lastAt - firstAt)} a second`
      draw()
    }
    try {
      await readStream(`${url}/v1/chat/completions`, request(question.current?.value ?? '', controller), {
        onWaiting: () => (note.value = `${name}: ${NO_ANSWER}`),
        onMessages: add,
      })
    } catch (error) {
      note.value += controller.signal.aborted ? ', stopped' : `; ${describeFailure(error)}`
    }
    running.value = undefined
  }

  useLayoutEffect(() => {
    if (place.current !== null) place.current.scrollTop = place.current.scrollHeight
  }, [answer.value])

  return (
    <article class="card" aria-labelledby="chat-title">
      <h3 id="chat-title">A chat</h3>
      <p>In the protocol of OpenAI, so that its clients work too.</p>
      <DemoForm
        demos={demos}
        chosen={chosen}
        runs={running.value !== undefined}
        verb="Ask"
        begin={ask}
        stop={{ verb: 'Stop', act: () => running.value?.abort() }}
      >
        <label class="wide">
          Question <input ref={question} defaultValue="What is backpressure?" maxLength={500} required />
        </label>
      </DemoForm>
      <div ref={place} class="answer" role="region" tabIndex={0} aria-label="Answer">
        {answer.value}
      </div>
      <p class="note" role="status">
        {note.value}
      </p>
    </article>
  )
}

function request(question: string, { signal }: AbortController): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo', stream: true, messages: [{ role: 'user', content: question }] }),
    signal,
  }
}

function rate(count: number, milliseconds: number): string {
  return milliseconds <= 0 ? '–' : ((count / milliseconds) * 1_000).toFixed(0)
}
