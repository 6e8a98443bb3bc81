import type { JSX } from 'preact/jsx-runtime'
import type { AboutOne } from '../demos/about-one.ts'
import { Chat } from './chat.tsx'
import { Export } from './export.tsx'
import { LogTail } from './log-tail.tsx'
import { SystemCharts } from './system-charts.tsx'

/** Real data, as it happens. */
export function Watch({ demos, first }: AboutOne): JSX.Element {
  // Not all of one server: a browser has but six connections for each.
  const [, second = first, third = first] = demos
  return (
    <section id="watch" aria-labelledby="watch-title">
      <h2 id="watch-title">Watch real data</h2>
      <p>The demos measure themselves once a second, and stream what they find.</p>
      <SystemCharts demos={demos} />
      <div class="cards">
        <LogTail demos={demos} first={first} />
        <Chat demos={demos} first={second} />
        <Export demos={demos} first={third} />
      </div>
    </section>
  )
}
