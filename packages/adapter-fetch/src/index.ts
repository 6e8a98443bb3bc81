export {
  fetchCapabilities,
  FetchExchange,
  type FetchExchangeParts,
  fetchOnNodeCapabilities,
} from './fetch-exchange.ts'
export { type Answer, FetchSink } from './fetch-sink.ts'
export {
  isNodeBindings,
  type NodeBindings,
  type NodeIncoming,
  type NodeOutgoing,
  type NodeSocket,
} from './node-bindings.ts'
export {
  answered,
  type FetchNative,
  type FetchOptions,
  headerEntries,
  toFetchHandler,
  unwrap,
} from './to-fetch-handler.ts'
