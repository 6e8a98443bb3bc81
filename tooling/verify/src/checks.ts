import { checkLockfile } from './check-lockfile.ts'
import { commandCheck, type Check } from './check.ts'
import { testChecks } from './test-checks.ts'

/** Every check of the project, the quick ones first. */
export const CHECKS: readonly Check[] = [
  commandCheck(
    'build',
    false,
    ['tsc', '-b', '--pretty', 'false'],
    'Mend the type errors above, then run `npx -y pnpm@12 build`.',
  ),
  commandCheck(
    'page',
    true,
    ['vite', 'build', 'apps/demo-page', '--logLevel', 'warn'],
    'Mend what Vite complains of above, then run `npx -y pnpm@12 build`.',
  ),
  commandCheck(
    'format',
    false,
    ['oxfmt', '--list-different'],
    'Run `npx -y pnpm@12 format`, which rewrites these files.',
  ),
  commandCheck(
    'lint',
    // The type-aware rules see other packages through their declarations.
    true,
    ['oxlint', '--format', 'unix'],
    'Run `npx -y pnpm@12 lint --fix`, then mend by hand what is left.',
  ),
  commandCheck(
    'boundaries',
    true,
    ['node', 'tooling/boundaries/dist/main.js'],
    'Move the import, or change the arrows in tooling/boundaries and the design with them.',
  ),
  {
    name: 'lockfile',
    title: 'lockfile',
    mend: 'Take the dependency from the registry, by its version, and run `npx -y pnpm@12 install`.',
    needsBuild: false,
    run: checkLockfile,
  },
  commandCheck(
    'typecheck',
    true,
    ['turbo', 'run', 'typecheck', '--continue', '--output-logs=errors-only', '--ui=stream'],
    'Mend the types of the tests named above.',
  ),
  commandCheck(
    'unused',
    true,
    ['knip', '--no-progress', '--no-config-hints'],
    'Remove what nothing uses, or tell knip.jsonc why it is there.',
  ),
  commandCheck(
    'snippets',
    true,
    ['node', 'tooling/snippets/dist/main.js'],
    'Mend the code in the document, or leave the fence out with ignore-reason="…" (CONTRIBUTING.md).',
  ),
  commandCheck(
    'packages',
    true,
    ['node', 'tooling/package-check/dist/main.js'],
    'Mend the manifest: publint.dev/rules and arethetypeswrong.github.io explain each message.',
  ),
  ...testChecks(),
  {
    ...commandCheck(
      'matrix',
      true,
      ['node', 'tooling/conformance-matrix/dist/main.js', '--check'],
      'Run `npx -y pnpm@12 matrix`, which writes docs/conformance.json and the table in the README.',
    ),
    alwaysShown: true,
  },
]
