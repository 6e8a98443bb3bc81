import { InvalidArgumentError } from '../contract/errors.ts'
import type { ExchangeInternals } from '../exchange/exchange-context.ts'
import type { EventEncoder } from './event-encoder.ts'
import type { EventSender } from './event-sender.ts'
import type { EventSchemas } from './representation.ts'
import { checkDuration, durationOr } from './streaming-options.ts'
import type { Heartbeat } from './wire-channel.ts'

/** Of a silence that is broken by a comment, in milliseconds. */
const USUAL_SILENCE = 15_000

/** The option, when its types have done what they are for. */
export type HeartbeatOption =
  | number
  | false
  | { readonly every: number; readonly event: string; readonly data: unknown }
  | undefined

/** @throws {InvalidArgumentError} when it is none */
export function checkHeartbeat(option: HeartbeatOption, events: EventSchemas): void {
  if (typeof option !== 'object' || option === null) {
    return void durationOr('heartbeat', option, USUAL_SILENCE)
  }
  checkDuration('heartbeat.every', option.every)
  if (!Object.hasOwn(events, option.event)) {
    throw new InvalidArgumentError(
      `heartbeat.event is one of the stream's events (${Object.keys(events).join(', ')}), not ${option.event}.`,
    )
  }
}

/** An event that breaks the silences of a stream, if that was asked for (clause F4). */
export function eventHeartbeat(
  option: HeartbeatOption,
  sender: EventSender,
  internals: ExchangeInternals,
): Heartbeat | undefined {
  if (typeof option !== 'object') return undefined
  const { every, event, data } = option
  return {
    every,
    beat: () => {
      try {
        void sender.event(event, typeof data === 'function' ? (data as () => unknown)() : data, undefined)
      } catch (error) {
        internals.report(error)
      }
    },
  }
}

/** What readers skip breaks the silences, where the media type has such a thing: the same for all streams. */
export function silentHeartbeat(option: HeartbeatOption, encoder: EventEncoder): Heartbeat | undefined {
  if (typeof option === 'object') return undefined
  const { heartbeat, heartbeatExpected } = encoder
  // Where readers may stumble over it, it is sent to those who asked for it.
  if (heartbeat === undefined || (option === undefined && !heartbeatExpected)) return undefined
  const every = durationOr('heartbeat', option, USUAL_SILENCE)
  if (every === undefined) return undefined
  return { every, beat: (channel) => void channel.write(heartbeat) }
}
