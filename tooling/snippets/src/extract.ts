/** A module made of one fence, or of a fence and those that continue it. */
export interface Snippet {
  /** The document, relative to the repository. */
  readonly document: string
  readonly lines: readonly SnippetLine[]
}

/** A line of a snippet and the line of the document it stands on, from 1. */
interface SnippetLine {
  readonly text: string
  readonly line: number
}

const OPENING = /^( *)(`{3,}|~{3,})ts\b(.*)$/
const REASON = /\bignore-reason="([^"]+)"/

/**
 * Finds the ```` ```ts ```` fences of a document. Each is a module of its own; one tagged `continues` is appended to the
 * module before it, and one tagged `ignore-reason="…"` is left out.
 *
 * @throws Error at a `continues` with nothing before it, or an `ignore-reason` without a reason
 */
export function extractSnippets(document: string, markdown: string): Snippet[] {
  const snippets: { document: string; lines: SnippetLine[] }[] = []
  const lines = markdown.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent = '', fence, info = ''] = OPENING.exec(lines[index] ?? '') ?? []
    if (fence === undefined) continue
    const where = `${document}:${index + 1}`
    const body: SnippetLine[] = []
    for (index += 1; index < lines.length && lines[index]?.trim() !== fence; index += 1) {
      body.push({ text: (lines[index] ?? '').slice(indent.length), line: index + 1 })
    }
    if (isIgnored(info, where)) continue
    const previous = snippets.at(-1)
    if (!/\bcontinues\b/.test(info)) snippets.push({ document, lines: body })
    else if (previous) previous.lines.push(...body)
    else throw new Error(`${where}: this fence continues, but no fence is before it.`)
  }
  return snippets
}

function isIgnored(info: string, where: string): boolean {
  if (!info.includes('ignore')) return false
  if (REASON.test(info)) return true
  throw new Error(`${where}: a fence is left out only with its reason: \`\`\`ts ignore-reason="…"`)
}
