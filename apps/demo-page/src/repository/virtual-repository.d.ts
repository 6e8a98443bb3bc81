/** Made by the plugin of the same name; `repository.ts` says what it holds. */
declare module 'virtual:repository' {
  export const contract: unknown
  export const conformance: unknown
  export const sources: unknown
}
