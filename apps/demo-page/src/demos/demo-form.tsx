import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { JSX } from 'preact/jsx-runtime'
import { DemoChoice } from './demo-choice.tsx'
import type { LiveDemo } from './live-demo.ts'

/** Begins something with one of the demos. While it runs no other can be chosen, and it cannot begin again. */
export function DemoForm(props: {
  readonly demos: readonly LiveDemo[]
  readonly chosen: Signal<LiveDemo>
  readonly runs: boolean
  /** What the button says that begins it. */
  readonly verb: string
  readonly begin: () => Promise<void>
  /** What else there is to say before. */
  readonly children?: ComponentChildren
  /** The button that ends it, if one can. */
  readonly stop?: { readonly verb: string; readonly act: () => void }
}): JSX.Element {
  const { demos, chosen, runs, verb, begin, children, stop } = props
  return (
    <form
      class="controls"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <DemoChoice demos={demos} chosen={chosen} disabled={runs} />
      {children}
      <button type="submit" disabled={runs}>
        {verb}
      </button>
      {stop === undefined ? null : (
        <button type="button" disabled={!runs} onClick={stop.act}>
          {stop.verb}
        </button>
      )}
    </form>
  )
}
