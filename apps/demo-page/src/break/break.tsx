import type { JSX } from 'preact/jsx-runtime'
import type { AboutOne } from '../demos/about-one.ts'
import { Fail } from './fail.tsx'
import { Resume } from './resume.tsx'
import { Stall } from './stall.tsx'

/** What happens when things go wrong. */
export function Break({ demos, first }: AboutOne): JSX.Element {
  // Not all of one server: a browser has but six connections for each.
  const [, second = first, third = first] = demos
  return (
    <section id="break" aria-labelledby="break-title">
      <h2 id="break-title">Break it</h2>
      <p>Clients stall, networks fail, handlers throw, servers restart. Try it.</p>
      <div class="cards">
        <Stall demos={demos} first={second} />
        <Resume demos={demos} first={third} />
        <Fail demos={demos} />
      </div>
    </section>
  )
}
