const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']
const UNWANTED = /(?:^|\/)(?:test|node_modules)\/|\.tsbuildinfo$/

/**
 * Looks for what every published package must hold, and for what none should.
 *
 * @param files the paths in the tarball
 * @returns one message per problem
 */
export function fileProblems(files: readonly string[]): string[] {
  const missing = REQUIRED.filter((path) => !files.includes(path)).map(
    (path) => `${path} is missing from the tarball.`,
  )
  const unwanted = files.filter((path) => UNWANTED.test(path)).map((path) => `${path} must not be published.`)
  return [...missing, ...unwanted]
}
