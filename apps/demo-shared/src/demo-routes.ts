import { fileURLToPath } from 'node:url'
import type { DemoRoute } from './demo-route.ts'
import { bytes } from './handlers/bytes.ts'
import { echo } from './handlers/echo.ts'
import { fail } from './handlers/fail.ts'
import { fileFrom } from './handlers/file.ts'
import { hello } from './handlers/hello.ts'
import { system } from './handlers/system.ts'

/** The files that `/file` serves; they are not copied by the build, so `src` and `dist` share them. */
const DATA_FOLDER = fileURLToPath(new URL('../data', import.meta.url))

/** What every demo serves. */
export const demoRoutes: readonly DemoRoute[] = [
  { method: 'get', path: '/hello', handler: hello },
  { method: 'get', path: '/bytes', handler: bytes },
  { method: 'post', path: '/echo', handler: echo },
  { method: 'get', path: '/file', handler: fileFrom(DATA_FOLDER) },
  { method: 'get', path: '/system', handler: system },
  { method: 'get', path: '/fail', handler: fail },
]
