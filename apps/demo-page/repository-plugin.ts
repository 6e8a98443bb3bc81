import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { RootContent } from 'mdast'
import type { Plugin } from 'vite'

const ID = 'virtual:repository'
const RESOLVED = `\0${ID}`
const ROOT = new URL('../../', import.meta.url)
const CLAUSE = /^[A-Z]\d$/

const CONTRACT = 'docs/contract.md'
const CONFORMANCE = 'docs/conformance.json'

/** What the page shows of the demos' own code. */
const SOURCES: readonly string[] = [
  ...['chat', 'countdown', 'export', 'hello'].map((name) => `apps/demo-shared/src/operations/${name}.ts`),
  ...['express', 'koa', 'hono'].map((name) => `apps/demo-${name}/src/main.ts`),
]

/** What the page shows of this repository, as a module: read, and taken apart, when the page is built. */
export function repositoryPlugin(): Plugin {
  return {
    name: 'repository',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined
      const read = (path: string): string => {
        const file = fileURLToPath(new URL(path, ROOT))
        this.addWatchFile(file)
        return readFileSync(file, 'utf8')
      }
      const sources = Object.fromEntries(SOURCES.map((path) => [path, read(path)]))
      return [
        `export const contract = ${JSON.stringify(clausesOf(read(CONTRACT)))}`,
        `export const conformance = ${read(CONFORMANCE)}`,
        `export const sources = ${JSON.stringify(sources)}`,
      ].join('\n')
    },
  }
}

/** What stands below each heading that is the id of a clause, up to the next heading. */
function clausesOf(markdown: string): Record<string, RootContent[]> {
  const clauses: Record<string, RootContent[]> = {}
  let current: RootContent[] | undefined
  for (const node of fromMarkdown(markdown).children) {
    if (node.type === 'heading') {
      const [text] = node.children
      current = text?.type === 'text' && CLAUSE.test(text.value) ? (clauses[text.value] = []) : undefined
    } else {
      current?.push(withoutPositions(node))
    }
  }
  return clauses
}

function withoutPositions(node: RootContent): RootContent {
  const text = JSON.stringify(node, (key, value: unknown) => (key === 'position' ? undefined : value))
  return JSON.parse(text) as RootContent
}
