/** Where a log's file goes when it is rotated. There is one: the rotation after it takes its place. */
export function previousLog(file: string): string {
  return `${file}.1`
}
