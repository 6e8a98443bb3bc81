/** Where the page is that shows the demos, unless it is told to be elsewhere. */
const DEFAULT = 'http://localhost:3000,http://127.0.0.1:3000'

/**
 * The origins whose pages may read what a demo answers: those in `DEMO_ORIGINS`, with commas between them. No others:
 * any site that is open in the same browser could otherwise use the chat, and the key that the demo was given for it.
 */
export function allowedOrigins(environment: Readonly<NodeJS.ProcessEnv> = process.env): string[] {
  return (environment['DEMO_ORIGINS'] ?? DEFAULT).split(',')
}
