import { expect, test } from 'vitest'
import { InvalidArgumentError, NotSupportedError } from '../src/contract/errors.ts'
import { checkServeOptions, type ServeOptions } from '../src/exchange/serve-options.ts'

const none = new Set<never>()

test('an adapter without a framework says so', () => {
  expect(() => checkServeOptions({ errors: 'framework' }, none)).toThrow(NotSupportedError)
  expect(() => checkServeOptions({ errors: 'framework' }, none)).toThrow(
    "There is no framework here to leave errors to: leave out errors: 'framework'.",
  )
  expect(() => checkServeOptions({ errors: 'framework' }, new Set(['frameworkErrors']))).not.toThrow()
  expect(() => checkServeOptions({ errors: 'problem' }, none)).not.toThrow()
})

test.each(['bodyLimit', 'maxBufferedBytes'] satisfies (keyof ServeOptions)[])(
  '%s is a number of bytes',
  (name) => {
    for (const limit of [0, 1.5, Infinity, undefined]) {
      expect(() => checkServeOptions({ [name]: limit }, none)).not.toThrow()
    }
    for (const limit of [Number.NaN, -1, '10', null]) {
      expect(() => checkServeOptions({ [name]: limit }, none)).toThrow(InvalidArgumentError)
      expect(() => checkServeOptions({ [name]: limit }, none)).toThrow(
        `${name} is a number of bytes, 0 or more, not ${String(limit)}.`,
      )
    }
  },
)
