import type { FigureName } from '../run/figures.ts'
import type { ProfileKind } from '../run/messages.ts'
import type { TargetResult } from './results.ts'

/** Heading of a figure's column. */
export const HEADINGS: Readonly<Record<FigureName, string>> = {
  cpu: 'CPU',
  rate: 'rate',
  p50: 'p50',
  p99: 'p99',
  stall: 'stall',
  peakRss: 'RSS',
  peakHeap: 'heap',
  held: 'held',
  clientBusy: 'client',
}

const FORMATS: Readonly<Record<FigureName, (value: number, unit: string) => string>> = {
  cpu: (value) => `${short(value)} µs`,
  rate: (value) => `${short(value)}/s`,
  p50: milliseconds,
  p99: milliseconds,
  stall: milliseconds,
  peakRss: bytes,
  peakHeap: bytes,
  held: bytes,
  clientBusy: (value) => `${Math.round(value * 100)} %`,
}

/** A figure with its unit, in three digits or so. */
export function formatFigure(figure: FigureName, value: number, unit: string): string {
  return FORMATS[figure](value, unit)
}

/** What something costs: microseconds, or bytes. */
export function formatAmount(kind: ProfileKind, value: number): string {
  return kind === 'time' ? `${short(value)} µs` : bytes(value)
}

/** A multiple of another figure. */
export function formatRatio(value: number): string {
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** A target and whether it was met, for example `CPU ≤ 0.55: met` or `stall ≤ 25 ms: 31 ms`. */
export function formatTarget({ figure, most, of, reached, met }: TargetResult, baseline: string): string {
  const format = (value: number): string =>
    of === undefined ? formatFigure(figure, value, '') : formatRatio(value)
  const base = of === undefined || of === baseline ? '' : ` × ${of}`
  const what = `${HEADINGS[figure]} ≤ ${format(most)}${base}`
  if (reached === undefined) return `${what}: not measured`
  return met ? `${what} ✓` : `${what} ✗ ${format(reached)}`
}

function milliseconds(value: number): string {
  return `${short(value)} ms`
}

function bytes(value: number): string {
  if (value >= 1e6) return `${short(value / 1e6)} MB`
  return value >= 1e3 ? `${short(value / 1e3)} KB` : `${Math.round(value)} B`
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)}M`
  if (value >= 1e4) return `${Math.round(value / 1e3)}k`
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
