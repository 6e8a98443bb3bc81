import { type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Which file it is, whatever its name. */
export type FileIdentity = Pick<Stats, 'dev' | 'ino'>

/** Which file has this name now; `undefined` if none has. */
export async function identityOf(file: string): Promise<FileIdentity | undefined> {
  try {
    return await stat(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Whether two names, or a name and an open file, are one file. */
export function isSameFile(one: FileIdentity | undefined, other: FileIdentity | undefined): boolean {
  return one?.ino === other?.ino && one?.dev === other?.dev
}

/** Whether a failure says that there is no file of that name. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
