import { constants } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BodyWriter, content, HttpError, operation, type Operation, stream } from '@sluice/core'
import { z } from 'zod'

/** Bytes read at a time, and so about what a slow client keeps in memory. */
const CHUNK = 64 * 1024

/** A file that was exchanged for a symbolic link after it was found is not followed, where the system can tell. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)

/**
 * `GET /file?name=`: a text file of one folder, read as fast as the client takes it.
 *
 * A name is never made into a path before it has been found among the names of the folder's files. So none can lead
 * out of it: not by `..`, not as an absolute path, in no encoding, and not through a symbolic link, which is no file.
 */
export function file(folder: string): Operation {
  return operation({
    id: 'file',
    method: 'GET',
    path: '/file',
    tags: ['files'],
    summary: 'Read a file',
    query: z.object({
      name: z
        .string()
        .describe('Its name, without a path')
        .meta({ examples: ['sluice.txt'] }),
    }),
    errors: { 404: 'There is no such file; the problem says which there are.' },
    response: content('text/plain; charset=utf-8', { description: 'The file.' }),
    async handler(_ctx, { query: { name } }) {
      const names = await fileNames(folder)
      if (!names.includes(name)) throw notFound(names)
      return stream(async (ctx) => {
        // Not opened before the body runs: a client that has left by now must not leave a file open.
        const opened = await open(join(folder, name), FLAGS).catch((error: unknown) => {
          throw isGone(error) ? notFound(names, error) : error
        })
        try {
          const { size } = await opened.stat()
          ctx.setHeader('content-length', size)
          await send(opened, size, ctx.writer)
        } finally {
          await opened.close()
        }
      })
    },
  })
}

/** Sends the first `size` bytes; of a file that shrinks meanwhile what there is, which Sluice then does not call an end. */
async function send(opened: FileHandle, size: number, writer: BodyWriter): Promise<void> {
  for (let offset = 0; offset < size;) {
    // A fresh array each time: what was written may still be on its way.
    const chunk = new Uint8Array(Math.min(CHUNK, size - offset))
    const { bytesRead } = await opened.read(chunk, 0, chunk.length, offset)
    if (bytesRead === 0) return
    await writer.write(chunk.subarray(0, bytesRead))
    offset += bytesRead
  }
}

async function fileNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted()
}

/** Whether the file was removed, or exchanged for a link, after it was found. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP')
}

function notFound(names: readonly string[], cause?: unknown): HttpError {
  return new HttpError(404, 'Not Found', {
    detail: `There is no such file; there are ${names.join(', ')}.`,
    cause,
  })
}
