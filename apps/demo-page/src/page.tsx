import { useEffect, useState } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { Break } from './break/break.tsx'
import type { Demo } from './demos/demo.ts'
import { LiveDemo } from './demos/live-demo.ts'
import { SideBySide } from './lanes/side-by-side.tsx'
import { Matrix } from './matrix/matrix.tsx'
import { Watch } from './watch/watch.tsx'

/** All of the page. */
export function Page({ demos }: { readonly demos: readonly Demo[] }): JSX.Element {
  const [live] = useState(() => demos.map((demo) => new LiveDemo(demo)))
  useEffect(() => () => live.forEach((demo) => demo.close()), [live])
  const [first] = live
  return (
    <>
      <header class="top">
        <h1>Sluice</h1>
        <p>HTTP streaming in TypeScript that is the same on every router. Watch it.</p>
        <nav aria-label="On this page">
          <a href="#side-by-side">Side by side</a>
          <a href="#watch">Watch real data</a>
          <a href="#break">Break it</a>
          <a href="#matrix">The matrix</a>
        </nav>
      </header>
      <main>
        <SideBySide demos={demos} />
        {first === undefined ? null : (
          <>
            <Watch demos={live} first={first} />
            <Break demos={live} first={first} />
          </>
        )}
        <Matrix />
      </main>
    </>
  )
}
