import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import uPlot from 'uplot'

const HEIGHT = 150

/** A line of a chart. */
export interface Line {
  readonly name: string
  /** By time, as the chart's `times`; `null` makes a gap in the line, and `undefined` none. */
  readonly values: readonly (number | null | undefined)[]
}

/** Lines over time, drawn anew as they grow. */
export function Chart(props: {
  readonly title: string
  /** Seconds since 1970. */
  readonly times: readonly number[]
  readonly lines: readonly Line[]
  /** A value, as it is written beside the chart and at its axis. */
  readonly format: (value: number) => string
}): JSX.Element {
  const { title, times, lines, format } = props
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | undefined>(undefined)
  const names = lines.map(({ name }) => name).join()
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const make = (): void => {
      chart.current?.destroy()
      chart.current = new uPlot(optionsOf(element, lines, format), dataOf(times, lines), element)
    }
    make()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', make)
    const sizes = new ResizeObserver(() => {
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT })
    })
    sizes.observe(element)
    return () => {
      scheme.removeEventListener('change', make)
      sizes.disconnect()
      chart.current?.destroy()
      chart.current = undefined
    }
  }, [names])
  useEffect(() => chart.current?.setData(dataOf(times, lines)), [times, lines])
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} class="plot" role="img" aria-label={`${title}, over the last two minutes`} />
      <dl class="legend">
        {lines.map(({ name, values }, index) => {
          // The others may have been sampled a moment later.
          const last = values.slice(-2).findLast((value) => typeof value === 'number')
          return (
            <div key={name} class={`series-${index + 1}`}>
              <dt>{name}</dt>
              <dd>{last === undefined ? '–' : format(last)}</dd>
            </div>
          )
        })}
      </dl>
    </figure>
  )
}

function dataOf(times: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])]
}

function optionsOf(
  element: HTMLElement,
  lines: readonly Line[],
  format: (value: number) => string,
): uPlot.Options {
  const style = getComputedStyle(element)
  const [stroke, line] = [style.getPropertyValue('--faint'), style.getPropertyValue('--line')]
  const axis = {
    stroke: colour(element, stroke),
    grid: { stroke: colour(element, line), width: 1 },
    ticks: { show: false },
  }
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(1, (most ?? 0) * 1.15)] } },
    axes: [
      { ...axis, size: 26, values: (_chart, times) => times.map((time) => ago(time)) },
      { ...axis, size: 64, values: (_chart, values) => values.map(format) },
    ],
    series: [
      {},
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: colour(element, style.getPropertyValue(`--series-${index + 1}`)),
        width: 2,
        spanGaps: false,
        points: { show: false },
      })),
    ],
  }
}

/** A canvas knows no `light-dark()`; a style that was computed has chosen already. */
function colour(element: HTMLElement, value: string): string {
  const probe = document.createElement('span')
  probe.style.color = value
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

function ago(time: number): string {
  const seconds = Math.max(0, Math.round(Date.now() / 1_000 - time))
  return seconds === 0 ? 'now' : `−${seconds} s`
}
