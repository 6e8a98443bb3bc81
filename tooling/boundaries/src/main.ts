import { resolve } from 'node:path'
import { buildProject } from './build-project.ts'
import { readFiles } from './read-files.ts'
import { RULES } from './rules.ts'

const root = resolve(import.meta.dirname, '../../..')
const project = buildProject(readFiles(root))

let broken = 0
for (const [name, rule] of Object.entries(RULES)) {
  for (const { path, line, message } of rule(project)) {
    broken += 1
    console.log(`${path}${line === undefined ? '' : `:${line}`}\n  ${message} [${name}]\n`)
  }
}

const modules = project.packages.reduce((sum, each) => sum + each.modules.length, 0)
console.log(`${modules} files in ${project.packages.length} packages, ${broken} broken rules`)
process.exitCode = broken > 0 ? 1 : 0
