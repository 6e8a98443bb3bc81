import type { Rule } from '../project.ts'

const NAMELESS = /(?:^|\/)(utils?|helpers?|common|misc)\//

/** A folder's name says what is in it. */
export const folderNames: Rule = ({ packages }) =>
  packages
    .flatMap(({ modules }) => modules)
    .flatMap(({ path }) => {
      const name = NAMELESS.exec(path)?.[1]
      if (name === undefined) return []
      return [
        { path, message: `A folder called ${name}/ says nothing. Name it after what the file in it does.` },
      ]
    })
