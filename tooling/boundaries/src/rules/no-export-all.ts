import type { Rule } from '../project.ts'

/** Exports are listed by hand, so that a name becomes public only when somebody means it. */
export const noExportAll: Rule = ({ packages }) =>
  packages
    .flatMap(({ modules }) => modules)
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ exportsAll }) => exportsAll)
        .map(({ specifier, line }) => ({
          path,
          line,
          message: `export * from '${specifier}' makes every name public. List the names.`,
        })),
    )
