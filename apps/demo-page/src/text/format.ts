const count = new Intl.NumberFormat('en')
const seconds = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })
const megabytes = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** `12,345` */
export function formatCount(value: number): string {
  return count.format(value)
}

/** `1.234 s` */
export function formatTime(milliseconds: number): string {
  return `${seconds.format(milliseconds / 1_000)} s`
}

/** `456 bytes`, `1.2 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${megabytes.format(bytes / 1_000)} kB`
  return `${megabytes.format(bytes / 1_000_000)} MB`
}
