/** The package that a bare specifier names: `@sluice/core/x` is in `@sluice/core`, `koa/lib/y` in `koa`. */
export function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
