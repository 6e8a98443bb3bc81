import type { Rule } from './project.ts'
import { coreFolders } from './rules/core-folders.ts'
import { coreIsPure } from './rules/core-is-pure.ts'
import { declaredImports } from './rules/declared-imports.ts'
import { folderNames } from './rules/folder-names.ts'
import { noCycles } from './rules/no-cycles.ts'
import { noExportAll } from './rules/no-export-all.ts'
import { ownIndex } from './rules/own-index.ts'
import { packageArrows } from './rules/package-arrows.ts'

/** Every rule, by the name that the report shows. */
export const RULES: Readonly<Record<string, Rule>> = {
  'package-arrows': packageArrows,
  'declared-imports': declaredImports,
  'core-is-pure': coreIsPure,
  'core-folders': coreFolders,
  'own-index': ownIndex,
  'no-cycles': noCycles,
  'no-export-all': noExportAll,
  'folder-names': folderNames,
}
