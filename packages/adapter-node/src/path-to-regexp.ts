import { browserForm, type PathSegment, type PathTemplate } from '@sluice/core/routing'

/**
 * A template in the syntax of path-to-regexp 8, which is that of Express and Koa: one path for each
 * form in which its text may come over the wire. A segment with several parameters is one parameter
 * here, because path-to-regexp would divide it by rules of its own; `matchMounted` does that.
 */
export function toPathToRegexp({ segments }: PathTemplate): string[] {
  const forms = [(literal: string): string => literal, browserForm]
  const paths = forms.map((form) => segments.map((segment) => `/${segmentPath(segment, form)}`).join(''))
  return [...new Set(paths)]
}

function segmentPath(segment: PathSegment, form: (literal: string) => string): string {
  const name = segment.find((piece) => 'param' in piece)?.param
  const [first, last] = [segment.at(0), segment.at(-1)]
  const before = textOf(first, form)
  if (name === undefined) return before
  const after = textOf(last, form)
  // What follows must not read on as a name.
  return `${before}${/^[\w$]/.test(after) ? `:"${name}"` : `:${name}`}${after}`
}

function textOf(piece: PathSegment[number] | undefined, form: (literal: string) => string): string {
  if (piece === undefined || !('literal' in piece)) return ''
  return form(piece.literal).replace(/[{}()[\]+?!:*\\]/g, '\\$&')
}
