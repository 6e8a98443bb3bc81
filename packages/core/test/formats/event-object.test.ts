import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidEventError } from '../../src/contract/errors.ts'
import { eventObject } from '../../src/formats/event-object.ts'
import { encodeJsonEvent } from '../../src/formats/server-sent-events.ts'
import { utf8 } from './bytes.ts'
import { hostileText } from './hostile-text.ts'
import { message, readEvents } from './read-events.ts'

test('an event is one object, its keys in one order', () => {
  const fields = { comment: 'left out', retry: 5, id: '1' }
  expect(eventObject('tick', '{"left":1}', fields)).toBe(
    '{"event":"tick","data":{"left":1},"id":"1","retry":5}',
  )
  expect(eventObject('message', 'null')).toBe('{"event":"message","data":null}')
  expect(eventObject('a"b\\', '"\\""', { id: '"' })).toBe('{"event":"a\\"b\\\\","data":"\\"","id":"\\""}')
})

test('what one representation carries, each does: the same event or the same error', () => {
  const fields = fc.record(
    { id: hostileText, retry: fc.oneof(fc.nat(), fc.double()), comment: hostileText },
    { requiredKeys: [] },
  )
  const seen = { sent: 0, refused: 0 }
  fc.assert(
    fc.property(hostileText, fc.jsonValue(), fields, (name, data, given) => {
      const json = JSON.stringify(data)
      let sent: string
      try {
        sent = encodeJsonEvent(name, json, given)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidEventError)
        expect(() => eventObject(name, json, given)).toThrow((error as Error).message)
        seen.refused++
        return
      }
      const { id, retry } = given
      expect(JSON.parse(eventObject(name, json, given))).toEqual({
        event: name,
        data: JSON.parse(json),
        ...(id === undefined ? {} : { id }),
        ...(retry === undefined ? {} : { retry: retry + 0 }),
      })
      expect(readEvents([utf8(sent)]).at(-1)).toEqual(message(name, json, id))
      seen.sent++
    }),
    { numRuns: 2_000 },
  )
  expect(seen.sent).toBeGreaterThan(50)
  expect(seen.refused).toBeGreaterThan(50)
})
