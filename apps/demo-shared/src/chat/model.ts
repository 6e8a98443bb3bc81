import { readFileSync } from 'node:fs'
import { LanguageModel } from './language-model.ts'

/** Everything that the model has read. */
const TEXT = new URL('../../data/streaming.txt', import.meta.url)

/** The model of the demo, trained when this is imported: it takes some milliseconds. */
export const model: LanguageModel = new LanguageModel(readFileSync(TEXT, 'utf8'))
