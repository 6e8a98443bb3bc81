import { InvalidArgumentError } from '../contract/errors.ts'

/**
 * The status of a response without failure; 200 by default.
 * @throws {InvalidArgumentError} when it is none with which a body can come and all is well
 */
export function statusOr200(status: number | undefined): number {
  if (status === undefined) return 200
  if (Number.isInteger(status) && status >= 200 && status < 300 && status !== 204 && status !== 205)
    return status
  throw new InvalidArgumentError(
    `status is that of a response with a body and without failure, from 200 to 299 but 204 and 205, not ${JSON.stringify(status)}: throw an HttpError for failures.`,
  )
}

/**
 * The media types that a response is to be had in; all that are possible by default.
 * @throws {InvalidArgumentError} when there is none, or one that is not possible
 */
export function offerOrAll<MediaType extends string>(
  offer: readonly MediaType[] | undefined,
  possible: readonly MediaType[],
): readonly MediaType[] {
  if (offer === undefined) return possible
  const offered: readonly unknown[] = Array.isArray(offer) ? offer : []
  const known: readonly unknown[] = possible
  if (offered.length > 0 && offered.every((mediaType) => known.includes(mediaType))) return offer
  throw new InvalidArgumentError(
    `offer is a list of at least one of ${possible.join(', ')}, not ${JSON.stringify(offer)}.`,
  )
}
