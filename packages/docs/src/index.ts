export { docsPage, type DocsPageOptions } from './docs-page.ts'
