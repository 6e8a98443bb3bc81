export { mount, type NodeServer } from './mount.ts'
export { isHttp2, type NodeRequest, type NodeResponse } from './native.ts'
export {
  type ListeningSink,
  nodeCapabilities,
  NodeExchange,
  type NodeExchangeParts,
} from './node-exchange.ts'
export { RecordValues } from './record-values.ts'
export { NodeConnection, NodeRequestView } from './request-view.ts'
export { applyHead } from './response.ts'
export { ResponseSink } from './response-sink.ts'
export { type NodeNative, type NodeOptions, toNodeListener, unwrap } from './to-node-listener.ts'
