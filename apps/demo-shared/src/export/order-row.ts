import { z } from 'zod'

/** How far an order has come. */
export type OrderStatus = 'placed' | 'paid' | 'shipped' | 'delivered' | 'returned' | 'cancelled'

/** Some pieces of one product. */
export interface OrderItem {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Of one piece, in hundredths of the order's currency. */
  readonly price: number
}

/** One order of a shop. */
export interface OrderRow {
  /** Different in each row of a data set. */
  readonly id: string
  /** When, in ISO 8601 and UTC; no row is earlier than the one before. */
  readonly placedAt: string
  readonly customer: string
  readonly city: string
  /** ISO 3166-1, two letters. */
  readonly country: string
  readonly items: readonly OrderItem[]
  /** Of all items, in hundredths of the currency. */
  readonly total: number
  /** ISO 4217. */
  readonly currency: string
  readonly status: OrderStatus
}

/** The schema of an order, for documents and for checking. */
export const orderRow: z.ZodType<OrderRow> = z
  .object({
    id: z.string().regex(/^SO-\d{8}$/),
    placedAt: z.iso.datetime(),
    customer: z.string().min(1),
    city: z.string().min(1),
    country: z.string().regex(/^[A-Z]{2}$/),
    items: z
      .array(
        z.object({
          sku: z.string().min(1),
          name: z.string().min(1),
          quantity: z.int().min(1),
          price: z.int().min(1).describe('Of one piece, in hundredths of the currency'),
        }),
      )
      .min(1),
    total: z.int().min(1).describe('In hundredths of the currency'),
    currency: z.string().regex(/^[A-Z]{3}$/),
    status: z.enum(['placed', 'paid', 'shipped', 'delivered', 'returned', 'cancelled']),
  })
  .meta({
    id: 'Order',
    description: 'One order of a shop',
    examples: [
      {
        id: 'SO-00000001',
        placedAt: '2024-01-01T00:00:01.479Z',
        customer: 'François Faure',
        city: 'Nîmes',
        country: 'FR',
        items: [{ sku: 'GATE-OAK-60', name: 'Sluice gate, oak, 60 cm', quantity: 1, price: 18_900 }],
        total: 18_900,
        currency: 'EUR',
        status: 'delivered',
      } satisfies OrderRow,
    ],
  })
