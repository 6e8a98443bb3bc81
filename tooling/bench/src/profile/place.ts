/** What V8 says of where it was: the part that a place is told by. */
export interface Frame {
  readonly functionName: string
  /** Of its file, or of a module of Node's own; empty for native code. */
  readonly url: string
}

/** Functions of Node's in C++ that hand bytes to the operating system. */
const SYSTEM_CALLS: ReadonlySet<string> = new Set([
  'writev',
  'writeBuffer',
  'writeLatin1String',
  'writeUtf8String',
  'shutdown',
])

/** What is no function of the server's, most of it in brackets. `undefined`: nothing is done there. */
const OTHERS: Readonly<Record<string, string | undefined>> = {
  '(garbage collector)': 'garbage collection',
  '(program)': 'event loop',
  '(idle)': undefined,
  '(root)': undefined,
  // The profiler's own.
  dispatch: undefined,
}

/** A package's files: those of one below `node_modules`, however deep, or of one of ours. */
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//
const OURS = /\/packages\/[^/]+\/(?:dist|src)\//

/** Whose code a frame is; `undefined` if it is nobody's, because nothing is done. */
export function placeOf({ functionName, url }: Frame): string | undefined {
  if (url === '') {
    if (functionName in OTHERS) return OTHERS[functionName]
    return SYSTEM_CALLS.has(functionName) ? 'system calls' : 'native code'
  }
  if (url.startsWith('node:')) return 'Node'
  const dependency = PACKAGE.exec(url)?.[1]
  if (dependency !== undefined) return dependency
  return OURS.test(url) ? 'Sluice' : 'handler, events'
}
