/**
 * A schema of any library that follows Standard Schema (https://standardschema.dev, version 1):
 * Zod, Valibot, ArkType and others. These are the parts of that interface that Sluice uses, so that
 * core depends on no schema library.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    /** Name of the library, for example `zod`. */
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    /** Only for types: what goes in and what comes out. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
    /** Standard JSON Schema, where the library offers it. */
    readonly jsonSchema?: JsonSchemaConverter
  }
}

/** What a schema says of a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** One thing a schema finds wrong. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** Standard JSON Schema: what goes into a schema, and what comes out, as JSON Schema. */
export interface JsonSchemaConverter {
  readonly input: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown>
  readonly output: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown>
}

/** What may be given to a schema. */
export type InputOf<S> = S extends StandardSchema<infer Input, unknown> ? Input : never

/** What a schema makes of it. */
export type OutputOf<S> = S extends { readonly '~standard': { readonly types?: infer T } }
  ? NonNullable<T> extends { readonly output: infer Output }
    ? Output
    : never
  : never
