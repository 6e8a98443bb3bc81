import type { Context } from '../context/context.ts'
import type { ContentResponse } from '../formats/content.ts'
import type { Data, EventContext, LastEventIdOf, SendEvent, StreamEvent } from '../formats/event-types.ts'
import type { EventStreamResponse } from '../formats/event-stream-response.ts'
import type { JsonLinesResponse } from '../formats/json-lines-options.ts'
import type { SendItem } from '../formats/json-lines-response.ts'
import type { JsonResponse } from '../formats/json-response.ts'
import type { OperationHandler, OperationResponse } from '../formats/operation-response.ts'
import type { EventSchemas } from '../formats/representation.ts'
import type { BodyReader } from '../reader/body-reader.ts'
import type { Middleware } from '../response/middleware.ts'
import type { StreamResponse } from '../response/stream.ts'
import type { InputOf, OutputOf, StandardSchema } from '../schema/standard-schema.ts'
import { checkOperation } from './check-operation.ts'
import type { RawBody } from './read-body.ts'

/** Methods an operation may have. A `GET` operation answers `HEAD` too. */
export type OperationMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type OptionalSchema = StandardSchema | undefined
type OptionalBody = StandardSchema | RawBody | undefined

/** What the schemas of an operation make of a request. A part without a schema is not there. */
export type OperationInput<
  Params extends OptionalSchema,
  Query extends OptionalSchema,
  Headers extends OptionalSchema,
  Cookies extends OptionalSchema,
  Body extends OptionalBody,
> = OrNone<
  Part<'params', Params> &
    Part<'query', Query> &
    Part<'headers', Headers> &
    Part<'cookies', Cookies> &
    Part<'body', Body>
>

/** The input of an operation without schemas. It has a name because the compiler says it of `input.params`. */
interface NoSchemasGiven {}

type OrNone<Input> = unknown extends Input ? NoSchemasGiven : Input

type Part<Name extends string, S> = S extends StandardSchema
  ? { readonly [Key in Name]: OutputOf<S> }
  : S extends RawBody
    ? { readonly [Key in Name]: BodyReader }
    : unknown

/** The handler that belongs to a response. */
export type HandlerOf<Response, Input> =
  Response extends EventStreamResponse<infer Events, infer Checked, infer Id>
    ? (
        ctx: EventContext<LastEventIdOf<Id>>,
        input: Input,
        send: SendEvent<Events, Checked>,
      ) =>
        | void
        | Promise<void>
        | Iterable<StreamEvent<Events, Checked>>
        | AsyncIterable<StreamEvent<Events, Checked>>
    : Response extends JsonLinesResponse<infer Item, infer Checked>
      ? (
          ctx: Context,
          input: Input,
          send: SendItem<Item, Checked>,
        ) => void | Promise<void> | Iterable<Data<Item, Checked>> | AsyncIterable<Data<Item, Checked>>
      : Response extends JsonResponse<infer Value>
        ? (ctx: Context, input: Input) => InputOf<Value> | Promise<InputOf<Value>>
        : Response extends ContentResponse
          ? (ctx: Context, input: Input) => StreamResponse | Promise<StreamResponse>
          : (
              ctx: Context,
              input: Input,
              send: NoResponseGiven,
            ) =>
              | Anything
              | AsLiterals
              | Promise<AsLiterals>
              | Iterable<AsLiterals>
              | AsyncIterable<AsLiterals>

/** What the compiler says of a response that is none, a bare schema for example. */
type GiveAResponse = 'Give the operation a response: json(), jsonLines(), eventStream() or content().'

/** The `send` of an operation without a response. It has a name because the compiler says it of `send(…)`. */
interface NoResponseGiven {}

/** Without a response no handler is wrong: what is wrong is said once, of the response. */
type Anything = {} | null | undefined | void

/**
 * What a handler without parameters returns or yields is looked at before its response is known, and
 * in view of this its words stay words: `{ event: 'tick' }` rather than `{ event: string }`.
 */
type AsLiterals =
  | ''
  | 0
  | boolean
  | null
  | undefined
  | readonly [AsLiterals?, ...AsLiterals[]]
  | { readonly [key: string]: AsLiterals }

/** The context that belongs to a response. */
export type ContextOf<Response> =
  Response extends EventStreamResponse<EventSchemas, boolean, infer Id>
    ? EventContext<LastEventIdOf<Id>>
    : Context

/** What is said of an operation for those who read its documentation. */
export interface OperationDocs {
  /** One line: what it does. */
  readonly summary?: string
  /** More about it, in Markdown. */
  readonly description?: string
  /** Groups of the documentation it stands in. */
  readonly tags?: readonly string[]
  readonly deprecated?: boolean
  /** Statuses of failures that the handler or a middleware may answer with, and when. */
  readonly errors?: Readonly<Record<number, string>>
}

/** An operation as it is written down. */
export interface OperationInit<
  Params extends OptionalSchema,
  Query extends OptionalSchema,
  Headers extends OptionalSchema,
  Cookies extends OptionalSchema,
  Body extends OptionalBody,
  Response extends object,
> extends OperationDocs {
  /** Name of the operation, unique in its api: letters, digits, `_`, `-` and `.`. */
  readonly id: string
  readonly method: OperationMethod
  /** Path with its parameters in braces, for example `/things/{id}`. */
  readonly path: string
  /** Of the path parameters, which come as strings: coerce what is to be a number. */
  readonly params?: Params
  /** Of the query: a string for each key, an array of them for one that is repeated or that the schema says is an array. */
  readonly query?: Query
  /** Of the request headers by lower-case name. */
  readonly headers?: Headers
  /** Of the cookies by name. */
  readonly cookies?: Cookies
  /** Of the JSON in the request body, or `rawBody(…)` for a body that is read as it comes. */
  readonly body?: Body
  /** Most bytes of request body; 1 MiB by default for one with a schema, that of the api for a raw one. */
  readonly bodyLimit?: number
  /** Around this operation, inside that of the api; the first is outermost. */
  readonly middleware?: readonly Middleware[]
  /**
   * Decides before anything is sent: may await, set headers, throw an `HttpError`. What the handler
   * of a stream does after its first `await` comes too late for that, its head has been sent then.
   */
  readonly before?: (
    ctx: ContextOf<Response>,
    input: OperationInput<Params, Query, Headers, Cookies, Body>,
  ) => void | Promise<void>
  /** What it answers with: `eventStream(…)`, `jsonLines(…)`, `json(…)` or `content(…)`. */
  readonly response: Response extends OperationResponse ? Response : GiveAResponse
  readonly handler: HandlerOf<Response, OperationInput<Params, Query, Headers, Cookies, Body>>
}

/** The schemas of an operation's input, by part of the request. */
export interface InputSchemas {
  readonly params?: StandardSchema | undefined
  readonly query?: StandardSchema | undefined
  readonly headers?: StandardSchema | undefined
  readonly cookies?: StandardSchema | undefined
  readonly body?: StandardSchema | RawBody | undefined
}

/** An endpoint as a value that knows no router: made by `operation`, served through an api. */
export interface Operation extends OperationDocs, InputSchemas, OperationHandler {
  readonly id: string
  readonly method: OperationMethod
  readonly path: string
  readonly bodyLimit?: number
  readonly middleware?: readonly Middleware[]
  before?(ctx: Context, input: unknown): void | Promise<void>
  readonly response: OperationResponse
}

/**
 * Makes an operation: an endpoint as a value, which any router can serve.
 *
 * @example
 * export const countdown = operation({
 *   id: 'countdown', method: 'GET', path: '/countdown/{from}',
 *   params: z.object({ from: z.coerce.number().int().min(1).max(60) }),
 *   response: eventStream({ tick: z.object({ left: z.number() }) }),
 *   async handler(ctx, input, send) {
 *     for (let left = input.params.from; left > 0; left--) await send('tick', { left })
 *   },
 * })
 * @throws {InvalidArgumentError} when something is missing or not what it should be
 */
export function operation<
  Response extends object,
  Params extends OptionalSchema = undefined,
  Query extends OptionalSchema = undefined,
  Headers extends OptionalSchema = undefined,
  Cookies extends OptionalSchema = undefined,
  Body extends OptionalBody = undefined,
>(init: OperationInit<Params, Query, Headers, Cookies, Body, Response>): Operation
export function operation(init: Operation): Operation {
  checkOperation(init)
  return init
}
