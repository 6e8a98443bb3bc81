import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact/jsx-runtime'
import { type Arrivals, BINS } from './arrivals.ts'

const HEIGHT = 36
const BAR = 3

/** When bytes arrived: a bar for each moment, the higher the more. What is buffered would come as one. */
export function Timeline(props: {
  readonly arrivals: Arrivals
  /** Milliseconds from left to right: the same for all lanes. */
  readonly span: number
  /** So that it is drawn anew. */
  readonly bytes: number
  readonly label: string
}): JSX.Element {
  const { arrivals, span, bytes, label } = props
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (ref.current !== null) draw(ref.current, arrivals, span)
  }, [arrivals, span, bytes])
  return (
    <canvas ref={ref} class="timeline" role="img" aria-label={label} width={BINS * BAR} height={HEIGHT} />
  )
}

function draw(canvas: HTMLCanvasElement, arrivals: Arrivals, span: number): void {
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.clearRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = getComputedStyle(canvas).color
  const scale = arrivals.span / span
  const most = Math.log2(2 + Math.max(...arrivals.bytes))
  arrivals.bytes.forEach((count, bin) => {
    if (count === 0) return
    const height = Math.max(4, (Math.log2(2 + count) / most) * HEIGHT)
    pen.fillRect(bin * BAR * scale, HEIGHT - height, Math.max(2, (BAR - 1) * scale), height)
  })
}
