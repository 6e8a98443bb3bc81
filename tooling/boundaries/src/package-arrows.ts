/** Which of our own packages a package may know, and why it may know no other. */
export interface Arrows {
  /** In what ships and in `dependencies` or `peerDependencies`. */
  readonly src: readonly string[]
  /** Besides, in tests. */
  readonly test: readonly string[]
}

const CORE = '@sluice/core'
const CONFORMANCE = '@sluice/conformance'
const DOCS = '@sluice/docs'
/** The tool that starts a browser for tests. */
const BROWSER = 'browser'
const BASES = ['@sluice/node', '@sluice/fetch']
const ADAPTERS = [...BASES, '@sluice/express', '@sluice/koa', '@sluice/hono']

/** The packages that are a framework's adapter: one file on top of a base, the framework as a peer. */
export const FRAMEWORK_ADAPTERS: ReadonlySet<string> = new Set([
  '@sluice/express',
  '@sluice/koa',
  '@sluice/hono',
])

const PUBLISHED: Readonly<Record<string, Arrows>> = {
  '@sluice/core': { src: [], test: [] },
  '@sluice/multipart': { src: [CORE], test: [] },
  // Opens its page in a real browser, served by an adapter and behind a framework's usual middleware.
  [DOCS]: { src: [CORE], test: ['@sluice/node', '@sluice/express', BROWSER] },
  // Its own tests need one adapter that is right and many that are broken on purpose.
  '@sluice/conformance': { src: [CORE], test: ['@sluice/node'] },
  '@sluice/node': { src: [CORE, '@sluice/multipart'], test: [CONFORMANCE] },
  '@sluice/fetch': { src: [CORE, '@sluice/multipart'], test: [CONFORMANCE] },
  '@sluice/express': { src: [CORE, '@sluice/node'], test: [CONFORMANCE] },
  '@sluice/koa': { src: [CORE, '@sluice/node'], test: [CONFORMANCE] },
  '@sluice/hono': { src: [CORE, '@sluice/fetch'], test: [CONFORMANCE] },
}

/**
 * Whether a file of another package may be imported by its path, which nothing that ships may: the tool that compares
 * the adapters starts the very servers that they are tested with.
 */
export function mayReach(from: string, file: string): boolean {
  return (
    from.startsWith('tooling/conformance-matrix/test/') &&
    /^packages\/adapter-[a-z]+\/test\/conformance-adapter\.ts$/.test(file)
  )
}

/**
 * The arrows that leave a package.
 *
 * @returns `undefined` for a published package that the table does not know, which is a mistake to report
 */
export function arrowsOf(directory: string, name: string): Arrows | undefined {
  // A demo mounts the conformance routes, so that any client can be tried against it; nobody installs a demo. Their
  // page is opened in a real browser.
  if (directory.startsWith('apps/'))
    return { src: [CORE, CONFORMANCE, DOCS, ...ADAPTERS, 'demo-shared'], test: [BROWSER] }
  if (directory.startsWith('tooling/')) return { src: ['*'], test: [] }
  return PUBLISHED[name]
}
