import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import type { Chromium } from './chromium.ts'

const PACKAGE = fileURLToPath(new URL('..', import.meta.resolve('@sparticuz/chromium')))
/** In this checkout rather than in a shared temporary folder, where anyone could have put a file first. */
const CACHE = join(import.meta.dirname, '../node_modules/.cache')

/**
 * Unpacks the Chromium of npm with its libraries and fonts, unless it has been. Several processes may do so
 * at once: each unpacks into a folder of its own, and the first to be ready gives its folder the final name.
 *
 * @param cache the folder to unpack in; it survives, so that this is done once per version
 */
export async function unpackChromium(cache: string = CACHE): Promise<Chromium> {
  const folder = join(cache, `chromium-${packageVersion()}`)
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true })
    const own = await mkdtemp(join(cache, 'unpacking-'))
    try {
      await unpackInto(own, folder)
      await rename(own, folder)
    } catch (error) {
      await rm(own, { recursive: true, force: true })
      // Another process was faster.
      if (!existsSync(folder)) throw error
    }
  }
  return { executablePath: join(folder, 'chromium'), env: environment(folder) }
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}

async function unpackInto(own: string, folder: string): Promise<void> {
  await decompress('chromium.br', join(own, 'chromium'), 0o755)
  await untar('al2023.tar.br', own)
  await untar('fonts.tar.br', own)
  // The one in the archive looks for fonts in places of its own.
  const fonts = `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir></fontconfig>\n`
  await writeFile(join(own, 'fonts.conf'), fonts)
}

/** Through a file: tar may go away before it has read all of a pipe, because padding follows what it wants. */
async function untar(archive: string, folder: string): Promise<void> {
  const tar = join(folder, archive.replace(/\.br$/, ''))
  await decompress(archive, tar)
  await promisify(execFile)('tar', ['-x', '-f', tar, '-C', folder])
  await rm(tar)
}

function decompress(name: string, to: string, mode?: number): Promise<void> {
  const source = createReadStream(join(PACKAGE, 'bin', name))
  return pipeline(source, createBrotliDecompress(), createWriteStream(to, { mode }))
}

function environment(folder: string): Record<string, string> {
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((path) => path !== '')
  return {
    LD_LIBRARY_PATH: libraries.join(':'),
    // A bare system has no fonts, and text without a font has no size.
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }),
  }
}
