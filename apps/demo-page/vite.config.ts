import { defineConfig } from 'vite'
import { repositoryPlugin } from './repository-plugin.ts'

export default defineConfig({
  base: './',
  plugins: [repositoryPlugin()],
  build: {
    outDir: 'dist/page',
    // Its policy allows no inline script, and every browser that has what the page needs knows modules.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
  },
})
