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
export { nativeKind, type NativeKind } from './exchange/native-kind.ts'
export { runExchange } from './exchange/run-exchange.ts'
export { checkServeOptions, type ServeOptions } from './exchange/serve-options.ts'
export { drain, type DrainOptions, type DrainResult, StreamRegistry } from './lifecycle/stream-registry.ts'
export type { BodyReader, CollectOptions } from './reader/body-reader.ts'
export { compose, type Middleware } from './response/middleware.ts'
export {
  stream,
  type StreamBody,
  type StreamHandler,
  type StreamInit,
  type StreamResponse,
} from './response/stream.ts'
export type { BodyWriter } from './writer/body-writer.ts'
export { PullQueue, type PullQueueOptions } from './writer/pull-queue.ts'
