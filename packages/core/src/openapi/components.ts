import {
  jsonSchemaOf,
  type JsonSchema,
  type SchemaConverters,
  type SchemaSide,
} from '../schema/json-schema.ts'
import { givenName, nameComponents, type Nameable } from './component-name.ts'
import { canonicalForm, type ConvertedSchema, follow, type SchemaUse } from './converted-schema.ts'
import { copySchema, type Link } from './copy-schema.ts'

/** A schema in `components.schemas`, whose name is not known before all of them are. */
interface Component extends Nameable {
  readonly sides: Set<SchemaSide>
  readonly links: Link[]
  content: JsonSchema
}

/**
 * The schemas of a document, shared: each is described once, under `components.schemas`, and
 * referred to from where it is used.
 *
 * - A schema with a name (`givenName`) has that name; two of the same name that say the same are one.
 * - One without is called by what it is first used for. It is shared with every other use of the very
 *   same schema object, but not with others that happen to say the same.
 * - Parts under `$defs`, and schemas that contain themselves, become components too, whatever depth
 *   they were at: a `$ref` of the library's means a place that the document does not have.
 * - One that says no more than its type is written in place.
 */
export class SchemaComponents {
  readonly #converters: SchemaConverters
  readonly #components = new Map<string, Component>()
  /** Numbers for objects, to tell them apart in keys. */
  readonly #numbers = new Map<object, number>()

  constructor(converters: SchemaConverters) {
    this.#converters = converters
  }

  /**
   * A schema as JSON Schema, for those who need its parts.
   * @throws {InvalidArgumentError} when it has none: see `jsonSchemaOf`
   */
  convert(use: SchemaUse): ConvertedSchema {
    return { ...use, document: jsonSchemaOf(use.schema, use.side, this.#converters, use.what) }
  }

  /**
   * Describes a schema where it is used: by reference, or in place if that is shorter. References
   * are completed by `finish`, so that what is returned goes into the document itself, not a copy.
   * @throws {InvalidArgumentError} as `convert`
   */
  refer(use: SchemaUse): JsonSchema {
    const converted = this.convert(use)
    const { ref, schema } = follow(converted, '#')
    const copy = copySchema(schema, () => {})
    if (givenName(schema, ref) === undefined && Object.keys(copy).every((keyword) => keyword === 'type'))
      return copy
    return this.#link(converted, ref, {})
  }

  /** Describes a part of a schema in place; what it refers to is shared, as by `refer`. */
  inline(converted: ConvertedSchema, part: JsonSchema): JsonSchema {
    return copySchema(part, (ref, link) => this.#link(converted, ref, link))
  }

  /** Refers, as `refer` does, to a component of our own, which is described when it is asked for first. */
  define(identity: object, wanted: string, describe: () => JsonSchema): JsonSchema {
    const component = this.#component(`own ${this.#numberOf(identity)}`, wanted, describe)
    component.sides.add('output')
    return linkTo(component, {})
  }

  /** Names all components, completes the references to them, and returns them by name in alphabetical order. */
  finish(): Record<string, JsonSchema> {
    const named = nameComponents(this.#components.values())
    for (const [name, { links }] of named) {
      for (const link of links) link['$ref'] = `#/components/schemas/${name}`
    }
    const names = [...named.keys()].toSorted()
    return Object.fromEntries(names.map((name) => [name, named.get(name)?.content ?? {}]))
  }

  /** Points a `$ref` at the component for what it means. */
  #link(converted: ConvertedSchema, ref: string, link: Link): Link {
    const target = follow(converted, ref)
    const whole = target.ref === follow(converted, '#').ref
    const name = givenName(target.schema, target.ref)
    const unnamed = whole ? `schema ${this.#numberOf(converted.schema)}` : 'part'
    const component = this.#component(
      `${name === undefined ? unnamed : `name ${name}`} ${canonicalForm(converted, target.ref)}`,
      name ?? (whole ? converted.role : `${converted.role}Part`),
      () => copySchema(target.schema, (next, nextLink) => this.#link(converted, next, nextLink)),
    )
    component.sides.add(converted.side)
    return linkTo(component, link)
  }

  #component(key: string, wanted: string, describe: () => JsonSchema): Component {
    const known = this.#components.get(key)
    if (known !== undefined) return known
    const component: Component = { wanted, sides: new Set(), links: [], content: {} }
    // Before it is described: it may contain itself.
    this.#components.set(key, component)
    component.content = describe()
    return component
  }

  #numberOf(object: object): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size
    this.#numbers.set(object, number)
    return number
  }
}

function linkTo(component: Component, link: Link): Link {
  component.links.push(link)
  // The name comes with `finish`.
  link['$ref'] = ''
  return link
}
