import type { Signal } from '@preact/signals'
import type { JSX } from 'preact/jsx-runtime'
import type { LiveDemo } from './live-demo.ts'

/** Chooses which demo a card is about. */
export function DemoChoice(props: {
  readonly demos: readonly LiveDemo[]
  readonly chosen: Signal<LiveDemo>
  readonly disabled?: boolean
}): JSX.Element {
  const { demos, chosen, disabled = false } = props
  return (
    <label>
      Server{' '}
      <select
        value={chosen.value.name}
        disabled={disabled}
        onChange={(event) => {
          const demo = demos.find(({ name }) => name === event.currentTarget.value)
          if (demo !== undefined) chosen.value = demo
        }}
      >
        {demos.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}
