import type { Check } from '../check.ts'
import { expectThat } from '../expect.ts'
import { fingerprint, summarize } from '../fingerprint.ts'
import { ask, askForEach } from '../http-client.ts'
import { expectProblem } from './problem.ts'

/** Names that would lead out of the folder, or to something in it that is no file. */
const ESCAPES = [
  '../package.json',
  '..%2Fpackage.json',
  '%2e%2e%2fpackage.json',
  '%252e%252e%252fpackage.json',
  '..%5Cpackage.json',
  './sluice.txt',
  '/etc/passwd',
  'file:///etc/passwd',
  'sluice.txt%00',
  'sluice.txt/',
  '..',
  '.',
  '',
]

/** A file of the data folder, whole. */
export const fileWhole: Check = {
  name: 'GET /file: a file',
  run: async ({ url }, signal) => {
    const answer = await ask(url, { target: '/file?name=languages.txt' }, signal)
    expectThat(answer.body.toString().includes('dòng chảy'), 'The file is not the one that was asked for.')
    return { summary: summarize(answer), seen: fingerprint(answer) }
  },
}

/** Nothing outside of the folder. */
export const fileEscapes: Check = {
  name: 'GET /file: names that try to escape',
  run: async ({ url }, signal) => {
    const answers = await askForEach(
      url,
      ESCAPES.map((name) => `/file?name=${name}`),
      signal,
    )
    for (const answer of answers) expectProblem(answer, 404)
    return { summary: `404, ${answers.length} times`, seen: answers.map(fingerprint) }
  },
}
