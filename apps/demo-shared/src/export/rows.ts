import { InvalidArgumentError } from '@sluice/core'
import { Random } from '../random.ts'
import { markets } from './markets.ts'
import type { OrderItem, OrderRow, OrderStatus } from './order-row.ts'
import { products } from './products.ts'

/** Rows that a data set may have; an id has no more digits. */
export const MAX_ROWS: number = 10_000_000

/** When the first order was placed. */
const START = Date.UTC(2024, 0, 1)

/** Milliseconds between two orders, on average. */
const PACE = 4_500

/** Most pieces of a product in an order are one of these, so that one piece is usual and five are rare. */
const MOST_PIECES: readonly number[] = [1, 1, 2, 5]

/** As often as orders are in each status. */
const STATUSES: readonly OrderStatus[] = [
  ...Array.from({ length: 12 }, () => 'delivered' as const),
  ...Array.from({ length: 3 }, () => 'shipped' as const),
  'paid',
  'paid',
  'placed',
  'returned',
  'cancelled',
]

/**
 * The first `count` orders of a data set, or those from `start` on: real-looking, all different, the same on every
 * machine. Nothing is kept from one to the next, and any can be started with at once.
 * @param seed any whole number: another is another data set
 * @throws {InvalidArgumentError} when it would go beyond `MAX_ROWS`
 */
export function* rows(count: number, seed: number, start = 0): Generator<OrderRow, void, undefined> {
  const end = start + count
  if (!(start >= 0 && count >= 0 && end <= MAX_ROWS && Number.isInteger(start) && Number.isInteger(count))) {
    throw new InvalidArgumentError(`A data set has rows 0 to ${MAX_ROWS - 1}: ask for some of these.`)
  }
  for (let index = start; index < end; index += 1) yield rowAt(index, seed)
}

function rowAt(index: number, seed: number): OrderRow {
  const random = new Random(seed, index)
  const market = random.pick(markets)
  const items = itemsOf(random, market.priceLevel)
  return {
    id: `SO-${String(index + 1).padStart(8, '0')}`,
    placedAt: new Date(START + index * PACE + random.below(PACE)).toISOString(),
    customer: `${random.pick(market.givenNames)} ${random.pick(market.familyNames)}`,
    city: random.pick(market.cities),
    country: market.country,
    items,
    total: items.reduce((total, { quantity, price }) => total + quantity * price, 0),
    currency: market.currency,
    status: random.pick(STATUSES),
  }
}

/** One to four products, fewer if one is picked twice. */
function itemsOf(random: Random, priceLevel: number): OrderItem[] {
  const picked = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(products)))
  return Array.from(picked, ({ sku, name, price }) => ({
    sku,
    name,
    quantity: 1 + random.below(random.pick(MOST_PIECES)),
    price: price * priceLevel,
  }))
}
