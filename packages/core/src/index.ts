export type { Api, ApiRoute } from './api/api.ts'
export { checkApi } from './api/check-api.ts'
export { type ApiInit, createApi } from './api/create-api.ts'
export type { DocsRenderer, DocsRoute } from './api/docs-renderer.ts'
export type { Context } from './context/context.ts'
export { type ContextKey, contextKey } from './context/context-key.ts'
export type { RequestHeaders } from './context/request-headers.ts'
export type { Capability } from './contract/capability.ts'
export {
  BodyAlreadyReadError,
  BodyNotSentError,
  BodyTooLargeError,
  BufferOverflowError,
  ClientDisconnectedError,
  ContentLengthMismatchError,
  DeadlineExceededError,
  DrainingError,
  DrainTimeoutError,
  HeadersSentError,
  HttpError,
  type HttpErrorInit,
  type InputIssue,
  InvalidArgumentError,
  InvalidEventError,
  InvalidHeaderError,
  InvalidInputError,
  MalformedFormError,
  NotSupportedError,
  SluiceError,
  type SluiceErrorCode,
  StreamEndedError,
  WriterClosedError,
  WrongContextError,
} from './contract/errors.ts'
export type { Exchange, Native, ValueStore } from './contract/exchange.ts'
export type { FormLimits, FormPart, MultipartParser } from './contract/form.ts'
export type { HeaderEntry, HeaderMode, ResponseHead } from './contract/head.ts'
export type { ByteSource, ConnectionInfo, HttpVersion, RequestView, TlsState } from './contract/request.ts'
export type { ByteSink, Chunk, SinkListener } from './contract/sink.ts'
export type { Instant } from './deadline/deadline.ts'
export type { ObservedStream, StreamObserver, StreamOutcome } from './exchange/observation.ts'
export { nativeKind, type NativeKind } from './exchange/native-kind.ts'
export type { ExchangeEnd } from './exchange/exchange-end.ts'
export { runExchange, startExchange } from './exchange/run-exchange.ts'
export { checkServeOptions, type ServeOptions } from './exchange/serve-options.ts'
export { content, type ContentOptions, type ContentResponse } from './formats/content.ts'
export type { EventFields } from './formats/event-fields.ts'
export { eventStream } from './formats/event-stream.ts'
export type { EventStreamResponse } from './formats/event-stream-response.ts'
export type {
  CollectedEvent,
  CollectInto,
  EventMediaType,
  EventStreamOptions,
  HeartbeatEvent,
} from './formats/event-stream-options.ts'
export type {
  Data,
  EventContext,
  EventData,
  FieldText,
  LastEventIdOf,
  Milliseconds,
  SendableEvents,
  SendEvent,
  SentFields,
  StreamEvent,
} from './formats/event-types.ts'
export type { ItemMediaType, JsonLinesOptions, JsonLinesResponse } from './formats/json-lines-options.ts'
export { jsonLines, type SendItem } from './formats/json-lines-response.ts'
export { json, type JsonOptions, type JsonResponse } from './formats/json-response.ts'
export type { OperationHandler, OperationResponse, Responder } from './formats/operation-response.ts'
export type { BodyShape, EventSchemas, Representation } from './formats/representation.ts'
export { stop } from './formats/stop.ts'
export type { StreamingOptions } from './formats/streaming-options.ts'
export { drain, type DrainOptions, type DrainResult, StreamRegistry } from './lifecycle/stream-registry.ts'
export type { ApiDescription } from './openapi/document.ts'
export type { OpenApiDocument } from './openapi/document-types.ts'
export {
  type ContextOf,
  type HandlerOf,
  operation,
  type Operation,
  type OperationDocs,
  type OperationInit,
  type OperationInput,
  type OperationMethod,
} from './operation/operation.ts'
export { type RawBody, rawBody } from './operation/read-body.ts'
export type { BodyReader, CollectOptions } from './reader/body-reader.ts'
export { compose, type Middleware } from './response/middleware.ts'
export {
  stream,
  type StreamBody,
  type StreamHandler,
  type StreamInit,
  type StreamResponse,
} from './response/stream.ts'
export type { PathPiece, PathSegment, PathTemplate } from './routing/path-template.ts'
export type { JsonSchema, SchemaConverter, SchemaConverters, SchemaSide } from './schema/json-schema.ts'
export type {
  InputOf,
  JsonSchemaConverter,
  OutputOf,
  SchemaIssue,
  SchemaResult,
  StandardSchema,
} from './schema/standard-schema.ts'
export type { BodyWriter } from './writer/body-writer.ts'
export { PullQueue, type PullQueueOptions } from './writer/pull-queue.ts'
