import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publishedPackages, REPOSITORY } from 'workspace'
import { entryPoint, publicNames } from '../src/public-names.ts'

// When a change is meant: `npx -y pnpm@12 --filter api-pin test -u`, and say so in a changeset.
for (const { name, directory, manifest } of publishedPackages()) {
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    if (typeof target === 'string') continue
    const entry = join(name, subpath)
    it(`${entry} exports what it is pinned to`, async () => {
      const names = await publicNames(entryPoint(join(REPOSITORY, directory), target))
      const pin = `${entry.replace('@sluice/', '').replaceAll('/', '-')}.txt`
      await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(join('pins', pin))
    })
  }
}
