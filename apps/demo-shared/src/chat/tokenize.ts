/** A word, or one mark of anything else; each with the white space before it, so that joined they are the text. */
const TOKEN = /\s*(?:[\p{L}\p{N}]+(?:['’./-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}])/gu

/** The tokens of a text. White space at its end belongs to none. */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? []
}

/** What makes two tokens the same word: `Streams`, ` streaming` and `stream` are one. Good enough for English. */
export function stem(token: string): string {
  const word = token.trim().toLowerCase()
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word
}
