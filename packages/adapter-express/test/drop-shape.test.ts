import { describe, expect, test } from 'vitest'
import { dropShape } from '../src/drop-shape.ts'

class Response {
  own = 1
  get inherited(): number {
    return this.own + 1
  }
}

describe('dropShape', () => {
  test('leaves the properties of an object, their order and its prototype as they are', () => {
    const hidden = Symbol('hidden')
    const object = Object.setPrototypeOf(new Response(), Object.create(Response.prototype)) as Response
    Object.assign(object, { locals: {}, [hidden]: 3 })
    Object.defineProperty(object, 'fixed', {
      value: 4,
      writable: false,
      enumerable: false,
      configurable: false,
    })
    const before = Object.getOwnPropertyDescriptors(object)
    const prototype: unknown = Object.getPrototypeOf(object)

    dropShape(object)

    expect(Object.getOwnPropertyDescriptors(object)).toEqual(before)
    expect(Reflect.ownKeys(object)).toEqual(['own', 'locals', 'fixed', hidden])
    expect(Object.getPrototypeOf(object)).toBe(prototype)
    expect(object.inherited).toBe(2)
  })
})
