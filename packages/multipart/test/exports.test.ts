import { expect, it } from 'vitest'
import * as multipart from '../src/index.ts'

it('exports what it says it exports', () => {
  expect(Object.keys(multipart)).toEqual(['parseMultipart'])
})
