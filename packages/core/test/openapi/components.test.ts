import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SchemaComponents } from '../../src/openapi/components.ts'
import type { JsonSchema, SchemaSide } from '../../src/schema/json-schema.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'

/** A schema that is said to be this JSON Schema. */
function said(input: JsonSchema, output: JsonSchema = input): StandardSchema {
  return {
    '~standard': {
      version: 1,
      vendor: 'said',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => input, output: () => output },
    },
  }
}

function setUp() {
  const components = new SchemaComponents({})
  const refer = (schema: StandardSchema, role: string, side: SchemaSide = 'output'): JsonSchema =>
    components.refer({ schema, side, role, what: 'A schema' })
  return { components, refer }
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const object = (name: string, type: unknown = { type: 'string' }): JsonSchema => ({
  type: 'object',
  properties: { [name]: type },
})

describe('names', () => {
  it('are those that the schema has: $id, id, title, else what it is for', () => {
    const { components, refer } = setUp()
    const used = [
      refer(said({ $id: 'https://example.com/schemas/pet.schema.json', ...object('a') }), 'Role'),
      refer(said({ id: 'Owner', title: 'Not this', ...object('b') }), 'Role'),
      refer(said({ title: 'A visit, to the vet', ...object('c') }), 'Role'),
      refer(said(object('d')), 'Role'),
      refer(said({ title: '名前', ...object('e') }), 'Other'),
    ]
    const schemas = components.finish()
    expect(used).toEqual([ref('pet'), ref('Owner'), ref('AVisitToTheVet'), ref('Role'), ref('Other')])
    expect(Object.keys(schemas)).toEqual(['AVisitToTheVet', 'Other', 'Owner', 'Role', 'pet'])
    // Where a schema is called something, its `$ref`s would mean something else.
    expect(schemas['pet']).toEqual(object('a'))
    expect(schemas['Owner']).toEqual({ title: 'Not this', ...object('b') })
  })

  it('are shared by schemas that say the same, and numbered in order for those that do not', () => {
    const { components, refer } = setUp()
    const used = ['a', 'b', 'a', 'c'].map((name) => refer(said({ title: 'Pet', ...object(name) }), 'Role'))
    components.finish()
    expect(used).toEqual([ref('Pet'), ref('Pet2'), ref('Pet'), ref('Pet3')])
  })

  it('tell what goes in from what comes out, where these differ', () => {
    const { components, refer } = setUp()
    const same = said({ title: 'Same', ...object('a') })
    const differs = said({ title: 'Differs', ...object('a') }, { title: 'Differs', ...object('b') })
    const onlyIn = said({ title: 'OnlyIn', ...object('a') }, { title: 'OnlyIn', ...object('b') })
    const used = [
      refer(same, '', 'input'),
      refer(same, '', 'output'),
      refer(differs, '', 'input'),
      refer(differs, '', 'output'),
      refer(onlyIn, '', 'input'),
    ]
    const schemas = components.finish()
    expect(used).toEqual([ref('Same'), ref('Same'), ref('DiffersInput'), ref('Differs'), ref('OnlyIn')])
    expect(schemas['DiffersInput']).toHaveProperty('properties.a')
    expect(schemas['Differs']).toHaveProperty('properties.b')
  })
})

describe('schemas without a name', () => {
  it('are shared when they are the very same, and not because they say the same', () => {
    const { components, refer } = setUp()
    const one = said(object('a'))
    const used = [refer(one, 'One'), refer(one, 'Again'), refer(said(object('a')), 'Two')]
    components.finish()
    expect(used).toEqual([ref('One'), ref('One'), ref('Two')])
  })

  it('stand in place if they say no more than a type', () => {
    const { components, refer } = setUp()
    expect(refer(said({ type: 'string' }), 'Text')).toEqual({ type: 'string' })
    expect(refer(said({}), 'Any')).toEqual({})
    expect(components.finish()).toEqual({})
  })
})

describe('references within a schema', () => {
  it('lead to components: to its parts, and to itself', () => {
    const { components, refer } = setUp()
    const tree = said({
      ...object('leaf', { $ref: '#/$defs/Leaf', description: 'A leaf.' }),
      items: { $ref: '#' },
      not: { $ref: 'https://example.com/elsewhere' },
      $defs: { Leaf: { ...object('tree', { $ref: '#' }), oneOf: [{ $ref: '#/definitions/0' }] } },
      definitions: { 0: { enum: [1] } },
    })
    expect(refer(tree, 'Tree')).toEqual({ $ref: '' })
    expect(components.finish()).toEqual({
      Tree: {
        ...object('leaf', { ...ref('Leaf'), description: 'A leaf.' }),
        items: ref('Tree'),
        not: { $ref: 'https://example.com/elsewhere' },
      },
      Leaf: { ...object('tree', ref('Tree')), oneOf: [ref('TreePart')] },
      TreePart: { enum: [1] },
    })
  })

  it('are followed where a schema is nothing else', () => {
    const { components, refer } = setUp()
    refer(said({ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/B%20c' }, 'B c': object('x') } }), 'Role')
    expect(components.finish()).toEqual({ BC: object('x') })
  })

  it('are none in data, and none by the name of a property', () => {
    const { components, refer } = setUp()
    const schema = {
      const: { $ref: '#' },
      enum: [{ $ref: '#/nowhere' }],
      default: { $ref: '#/nowhere' },
      properties: {
        $ref: { type: 'string' },
        const: object('id'),
        id: { type: 'string' },
        enum: { $ref: '#' },
      },
    }
    refer(said(schema), 'Role')
    expect(components.finish()).toEqual({
      Role: { ...schema, properties: { ...schema.properties, enum: ref('Role') } },
    })
  })

  it('to nothing are refused', () => {
    const { refer } = setUp()
    expect(() => refer(said(object('a', { $ref: '#/$defs/none' })), 'Role')).toThrow(
      'The JSON Schema of A schema refers to #/$defs/none, where there is no schema.',
    )
    expect(() => refer(said({ $ref: '#' }), 'Role')).toThrow('refers to #')
  })

  it('make one component of a schema that contains itself, alone and as a part', () => {
    const { components, refer } = setUp()
    const Tree = z
      .object({
        label: z.string(),
        get children() {
          return z.array(Tree)
        },
      })
      .meta({ id: 'Tree' })
    const used = [refer(Tree, 'One'), refer(z.object({ tree: Tree, trees: z.array(Tree) }), 'Forest')]
    const schemas = components.finish()
    expect(used).toEqual([ref('Tree'), ref('Forest')])
    expect(Object.keys(schemas)).toEqual(['Forest', 'Tree'])
    expect(schemas['Tree']).toHaveProperty('properties.children.items', ref('Tree'))
    expect(schemas['Forest']).toHaveProperty('properties.trees.items', ref('Tree'))
  })

  it('count as what they lead to: the same words about other parts are another schema', () => {
    const { components, refer } = setUp()
    const owner = (name: string): StandardSchema =>
      said({ title: 'Owner', ...object('pet', { $ref: '#/$defs/Pet' }), $defs: { Pet: object(name) } })
    const used = [refer(owner('cat'), ''), refer(owner('dog'), ''), refer(owner('cat'), '')]
    const schemas = components.finish()
    expect(used).toEqual([ref('Owner'), ref('Owner2'), ref('Owner')])
    expect(schemas['Owner2']).toEqual({ title: 'Owner', ...object('pet', ref('Pet2')) })
    expect(schemas['Pet2']).toEqual(object('dog'))
  })
})
