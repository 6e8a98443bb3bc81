import { describe, expect, it } from 'vitest'
import { describeApi } from '../../src/openapi/document.ts'
import { toOpenApi31 } from '../../src/openapi/downgrade.ts'
import { toYaml } from '../../src/openapi/yaml.ts'
import { about, converters, operations } from './rich-api.ts'

const document = describeApi(about, operations, converters)

describe('the document of a rich api', () => {
  it('is what it was', async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('snapshots/openapi.json')
    await expect(toYaml(document)).toMatchFileSnapshot('snapshots/openapi.yaml')
    await expect(`${JSON.stringify(toOpenApi31(document), null, 2)}\n`).toMatchFileSnapshot(
      'snapshots/openapi-3.1.json',
    )
  })
})
