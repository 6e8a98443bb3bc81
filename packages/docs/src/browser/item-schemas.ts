import type { Json, Plugin } from './swagger-ui.ts'

/**
 * Swagger UI accepts `itemSchema` and does not show it. OpenAPI 3.2 takes a sequential media type for an
 * array of its items, so that `schema: { type: 'array', items: … }` says the same, and that it does show.
 */
export const itemSchemas: Plugin = () => ({
  statePlugins: {
    spec: {
      wrapActions: { updateJsonSpec: (original) => (document) => original(showItemSchemas(document)) },
    },
  },
})

/** Gives every media type that has an `itemSchema` and no `schema` the `schema` that says the same. */
export function showItemSchemas(json: Json): Json {
  return mapObject(json, (name, value) => {
    const mapped = showItemSchemas(value)
    return name === 'content' ? mapObject(mapped, showItemSchema) : mapped
  })
}

function showItemSchema(mediaType: string, value: Json): Json {
  // A property of a schema may be called `content` too, but its keywords have no slash.
  if (!mediaType.includes('/') || !isObject(value)) return value
  const { itemSchema, schema } = value
  if (itemSchema === undefined || schema !== undefined) return value
  return { ...value, schema: { type: 'array', items: itemSchema } }
}

function mapObject(json: Json, map: (name: string, value: Json) => Json): Json {
  if (isArray(json)) return json.map((value, index) => map(String(index), value))
  if (!isObject(json)) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, map(name, value)]))
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}

function isObject(json: Json): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
