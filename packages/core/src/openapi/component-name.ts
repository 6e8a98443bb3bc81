import type { JsonSchema, SchemaSide } from '../schema/json-schema.ts'
import { refSegments } from '../schema/resolve-ref.ts'

/** What may name a component (OpenAPI 3.2.0, Components Object). */
const ALLOWED = /^[\w.-]+$/

/** What libraries call a part that nobody has named: Zod, Valibot, and ArkType by the kind of its node. */
const MADE_UP = /^(?:__schema|alias|domain|intersection|morph|proto|type|union|unit)?\d+$/

/** Words from any text as one name: `get-thing` becomes `GetThing`. Empty when no letter or digit is in it. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/**
 * The name that whoever wrote a schema gave it: by `$id` or `id`, by the name it stands under in
 * `$defs`, by `title`, in that order. `undefined` when there is none that a component can have.
 */
export function givenName(schema: JsonSchema, ref: string): string | undefined {
  const inDefs = refSegments(ref).at(-1) ?? ''
  const names = [
    lastSegment(schema['$id']),
    lastSegment(schema['id']),
    MADE_UP.test(inDefs) ? '' : inDefs,
    schema['title'],
  ]
  return names.map(toName).find((name) => name !== '')
}

/** A schema that is to be named. */
export interface Nameable {
  /** The name it would have if nothing else wanted that. */
  readonly wanted: string
  /** The sides of schemas that it stands for. */
  readonly sides: ReadonlySet<SchemaSide>
}

/**
 * Names for components, in their order, each name once. Where the same name is wanted by what goes
 * into a schema and by what comes out of it, and these differ, the latter has it, and the former is
 * called `…Input`. What still clashes is numbered: the first has the name, the next is `…2`.
 */
export function nameComponents<Component extends Nameable>(
  components: Iterable<Component>,
): Map<string, Component> {
  const all = [...components]
  const outputs = new Set(all.filter(isOutput).map(({ wanted }) => wanted))
  const named = new Map<string, Component>()
  for (const component of all) {
    const { wanted } = component
    const base = !isOutput(component) && outputs.has(wanted) ? `${wanted}Input` : wanted
    let name = base
    for (let count = 2; named.has(name); count++) name = `${base}${count}`
    named.set(name, component)
  }
  return named
}

function isOutput({ sides }: Nameable): boolean {
  return sides.has('output')
}

function toName(text: unknown): string {
  if (typeof text !== 'string') return ''
  return ALLOWED.test(text) ? text : pascalCase(text)
}

/** An id may be a URL, of which the last part is the name. */
function lastSegment(id: unknown): unknown {
  if (typeof id !== 'string') return undefined
  return id
    .split(/[/#]/)
    .findLast((segment) => segment !== '')
    ?.replace(/(?:\.schema)?\.json$/, '')
}
