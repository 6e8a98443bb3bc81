import { fileURLToPath } from 'node:url'

/** A demo as this repository holds it: a program to start. */
export interface DemoApp {
  /** Name of its framework. */
  readonly name: string
  /** Path of its built main module. */
  readonly main: string
}

/** The demos, in the order of their default ports. */
export const demoApps: readonly DemoApp[] = [
  { name: 'Express', main: builtMain('demo-express') },
  { name: 'Koa', main: builtMain('demo-koa') },
  { name: 'Hono', main: builtMain('demo-hono') },
]

function builtMain(folder: string): string {
  return fileURLToPath(new URL(`../../../${folder}/dist/main.js`, import.meta.url))
}
