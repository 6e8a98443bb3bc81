import { conformance } from '../repository/repository.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { formatCount } from '../text/format.ts'
import { ClauseText } from './clause-text.tsx'
import { type GridPlace, gridMove } from './grid-keys.ts'
import type { Clause, Run } from '../repository/conformance-document.ts'

const { clauses, runs } = conformance

const MARKS = { pass: '✓', fail: '✗', skip: '–' } as const
const WORDS = { pass: 'kept', fail: 'broken', skip: 'does not apply' } as const

/** A cell that was opened. */
interface Opened {
  readonly clause: Clause
  readonly run: Run
}

/** Which adapter keeps which clause of the contract, over which protocol. */
export function Matrix(): JSX.Element {
  const opened = useSignal<Opened | undefined>(undefined)
  // Hundreds of cells are one stop of the tab key; arrows lead from one to the next.
  const place = useSignal<GridPlace>({ row: 0, column: 0 })
  const body = useRef<HTMLTableSectionElement>(null)
  const move = (event: KeyboardEvent): void => {
    const to = gridMove(event.key, place.value, runs.length, clauses.length)
    if (to === undefined) return
    event.preventDefault()
    place.value = to
    body.current?.rows[to.row]?.querySelectorAll('button')[to.column]?.focus()
  }
  const passed = runs.reduce((sum, run) => sum + run.passed, 0)
  return (
    <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">The matrix</h2>
      <p>
        What holds on every router is written down in {clauses.length} clauses. {formatCount(passed)} cases on
        real sockets, {runs.length} servers: choose a cell, by arrow keys too, to read what is promised, and
        how that was tested.
      </p>
      <div class="matrix">
        <table role="grid" aria-labelledby="matrix-title" onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">Adapter</th>
              {clauses.map(({ id, title }) => (
                <th key={id} scope="col" title={title}>
                  {id}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {runs.map((run, row) => (
              <tr key={`${run.adapter} ${run.protocol}`}>
                <th scope="row">
                  {run.adapter} <small>{run.protocol}</small>
                </th>
                {clauses.map((clause, column) => (
                  <Cell
                    key={clause.id}
                    clause={clause}
                    run={run}
                    isStop={row === place.value.row && column === place.value.column}
                    open={() => {
                      place.value = { row, column }
                      opened.value = { clause, run }
                    }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CellDialog opened={opened.value} close={() => (opened.value = undefined)} />
    </section>
  )
}

function Cell(props: Opened & { readonly isStop: boolean; readonly open: () => void }): JSX.Element {
  const { clause, run, isStop, open } = props
  const status = run.clauses[clause.id] ?? 'skip'
  return (
    <td>
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
        class={`mark ${status}`}
        aria-label={`${run.adapter} over ${run.protocol}, ${clause.id}: ${WORDS[status]}`}
        onClick={open}
      >
        {MARKS[status]}
      </button>
    </td>
  )
}

function CellDialog({
  opened,
  close,
}: {
  readonly opened: Opened | undefined
  readonly close: () => void
}): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (opened !== undefined) ref.current?.showModal()
  }, [opened])
  return (
    <dialog ref={ref} aria-labelledby="clause-title" onClose={close}>
      {opened === undefined ? null : <ClauseText {...opened} />}
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
