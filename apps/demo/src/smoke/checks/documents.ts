import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { fingerprint } from '../fingerprint.ts'
import { askForEach } from '../http-client.ts'

const TARGETS = ['/openapi.json', '/openapi.yaml', '/openapi-3.1.json']

/** Descriptions of the api, of the version that they should have. */
export const openApiDocuments: Check = {
  name: 'GET /openapi.json, .yaml, -3.1.json',
  run: async ({ url }, signal) => {
    const answers = await askForEach(url, TARGETS, signal)
    const versions = answers.map(({ body }) => /openapi"?: "(3\.\d)/.exec(body.toString())?.[1])
    expectSame('The versions', versions, ['3.2', '3.2', '3.1'])
    for (const { headers, body } of answers) {
      expectThat(
        body.includes('/countdown/{from}'),
        `There is no countdown in the ${headers['content-type']}.`,
      )
    }
    return { summary: `200, ${answers.length} documents`, seen: answers.map(fingerprint) }
  },
}
