import { InvalidArgumentError } from '../contract/errors.ts'
import { checkSchema, isSchema } from '../schema/check-schema.ts'
import { checkEvent } from './event-fields.ts'
import type { EventSchemas } from './representation.ts'
import { encodeEvent } from './server-sent-events.ts'

/** @throws {InvalidArgumentError} when events cannot be sent, whatever their data, or when they are none */
export function checkEvents(events: EventSchemas): void {
  if (isSchema(events)) {
    throw new InvalidArgumentError(
      'eventStream takes a schema for each event, by its name: eventStream({ message: schema }). ' +
        'For values without names there is jsonLines(schema).',
    )
  }
  // JavaScript may give nothing at all.
  const names = Object.keys(events ?? {})
  if (names.length === 0) {
    throw new InvalidArgumentError('A stream needs events: eventStream({ tick: z.object({ … }) }).')
  }
  for (const name of names) {
    if (name === 'error') {
      throw new InvalidArgumentError(
        'The event "error" is what a stream that fails ends with: give yours another name.',
      )
    }
    asArgument(() => checkEvent(name, ''))
    checkSchema(`the event ${JSON.stringify(name)}`, events[name])
  }
}

/**
 * The event that says that a handler has come to its end; empty for none.
 * @throws {InvalidArgumentError} when it cannot be sent
 */
export function encodeTerminator(terminator: string | undefined): string {
  return terminator === undefined ? '' : asArgument(() => encodeEvent('message', terminator))
}

/** What would be refused of an event later is refused as an argument now. */
function asArgument<T>(make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw new InvalidArgumentError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
