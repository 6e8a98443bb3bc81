import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { InvalidArgumentError, InvalidEventError } from '../src/contract/errors.ts'
import type { StandardSchema } from '../src/schema/standard-schema.ts'
import { validateSync } from '../src/schema/validate.ts'
import { settled } from './fake-exchange.ts'

function failure(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}

describe.each<[vendor: string, schema: StandardSchema]>([
  ['zod', z.object({ left: z.number(), unit: z.string().default('s') })],
  ['valibot', v.object({ left: v.number(), unit: v.optional(v.string(), 's') })],
  ['arktype', type({ left: 'number', unit: "string = 's'" })],
])('with %s', (_vendor, schema) => {
  test('returns what the schema makes of the value', () => {
    expect(validateSync(schema, { left: 3 }, 'event "tick"')).toEqual({ left: 3, unit: 's' })
  })

  test('says of what is wrong where it is', () => {
    const error = failure(() => validateSync(schema, { left: 'three' }, 'event "tick"'))
    expect(error).toBeInstanceOf(InvalidEventError)
    expect(error).toMatchObject({
      message: expect.stringMatching(/^The data of event "tick" does not match its schema: data\.left: ./),
      issues: [{ location: 'data.left', message: expect.any(String), value: 'three' }],
    })
  })
})

describe('validateSync', () => {
  test('knows what the schema makes', () => {
    expectTypeOf(validateSync(z.coerce.number(), '1', 'the item')).toEqualTypeOf<number>()
    expectTypeOf(validateSync(type('string.numeric.parse'), '1', 'the item')).toEqualTypeOf<number>()
    expectTypeOf(validateSync(v.pipe(v.string(), v.toNumber()), '1', 'the item')).toEqualTypeOf<number>()
  })

  test('the message names three and counts the others', () => {
    const wrong = (count: number): unknown =>
      failure(() => validateSync(z.array(z.number('no number')), Array(count).fill('x'), 'the item'))
    expect(wrong(3)).toMatchObject({
      message:
        'The data of the item does not match its schema: data.0: no number; data.1: no number; data.2: no number',
    })
    expect(wrong(4)).toMatchObject({ message: expect.stringMatching(/; and 1 more$/) })
    expect(wrong(150)).toMatchObject({
      message: expect.stringMatching(/; and 147 more$/),
      issues: { length: 101 },
    })
  })

  test('a failure without issues is one', () => {
    const schema: StandardSchema = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [] }) },
    }
    expect(failure(() => validateSync(schema, 1, 'the item'))).toMatchObject({
      code: 'INVALID_EVENT',
      message: 'The data of the item does not match its schema.',
      issues: [],
    })
  })

  test('a schema that validates asynchronously is refused, and its rejection is nobody’s', async () => {
    const unhandled: unknown[] = []
    const hear = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', hear)
    for (const validate of [() => Promise.resolve({ value: 1 }), () => Promise.reject(new Error('late'))]) {
      const schema: StandardSchema = { '~standard': { version: 1, vendor: 'test', validate } }
      const error = failure(() => validateSync(schema, 1, 'event "tick"'))
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(error).toMatchObject({
        message: expect.stringContaining('event "tick" validates asynchronously'),
      })
    }
    await settled()
    process.off('unhandledRejection', hear)
    expect(unhandled).toEqual([])
  })

  test('what the schema throws is passed on', () => {
    const bug = new Error('a bug')
    const throws = (): never => {
      throw bug
    }
    const schemas: StandardSchema[] = [
      { '~standard': { version: 1, vendor: 'test', validate: throws } },
      v.pipe(v.string(), v.check(throws)),
      type('string').narrow(throws),
    ]
    for (const schema of schemas) expect(failure(() => validateSync(schema, 'x', 'the item'))).toBe(bug)
  })

  test('Zod, which tries again asynchronously what has thrown, loses it no more than the others', async () => {
    const bug = new Error('a bug')
    const schema = z.string().transform(() => {
      throw bug
    })
    const error = failure(() => validateSync(schema, 'x', 'the item'))
    expect(error).toBeInstanceOf(InvalidArgumentError)
    await settled()
    expect(error).toMatchObject({ cause: bug })
  })
})
