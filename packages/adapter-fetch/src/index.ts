export { type Answer, type AnswerBody, answered, FetchSink } from '@sluice/core/fetch'
export {
  fetchCapabilities,
  FetchExchange,
  type FetchExchangeParts,
  fetchOnNodeCapabilities,
} from './fetch-exchange.ts'
export { createRouter, FetchRouter, type FetchRouterOptions } from './fetch-router.ts'
export { mount } from './mount.ts'
export {
  isNodeBindings,
  type NodeBindings,
  type NodeIncoming,
  type NodeOutgoing,
  type NodeSocket,
} from './node-bindings.ts'
export {
  type FetchNative,
  type FetchOptions,
  headerEntries,
  toFetchHandler,
  unwrap,
} from './to-fetch-handler.ts'
