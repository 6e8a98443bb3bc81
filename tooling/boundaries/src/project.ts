/** What an import statement, a re-export or an `import()` asks for. */
export interface Import {
  /** As written: `./sink.ts`, `@sluice/core`, `node:http`. */
  readonly specifier: string
  /** The line it stands on, from 1. */
  readonly line: number
  /** Whether it is `export * from` (or `export * as name from`). */
  readonly exportsAll: boolean
  /** For a relative specifier, the file it names, relative to the repository. */
  readonly file: string | undefined
}

/** A source file of a package. */
export interface Module {
  /** Relative to the repository, with forward slashes: `packages/core/src/index.ts`. */
  readonly path: string
  /** `src` is what ships, `test` is everything else in the package. */
  readonly area: 'src' | 'test'
  /** The path below `src/` or below the package, e.g. `writer/queue.ts`. */
  readonly inner: string
  readonly imports: readonly Import[]
}

/** The parts of a `package.json` that the rules read. */
export interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | { readonly default: string }>>
}

/** A package of the workspace with the files it holds. */
export interface Package {
  /** Relative to the repository: `packages/core`. */
  readonly directory: string
  readonly manifest: Manifest
  readonly modules: readonly Module[]
}

/** Everything the rules look at. */
export interface Project {
  readonly packages: readonly Package[]
}

/** One broken rule, at one place. */
export interface Violation {
  /** The file, relative to the repository. */
  readonly path: string
  /** The line, from 1, where there is one. */
  readonly line?: number
  /** What is wrong and what to do instead, in one or two sentences. */
  readonly message: string
}

/** Looks at the whole project and names everything that breaks it. */
export type Rule = (project: Project) => readonly Violation[]
