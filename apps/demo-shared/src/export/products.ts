/** Something that can be ordered. */
export interface Product {
  readonly sku: string
  readonly name: string
  /** In cents, before the price level of a country. */
  readonly price: number
}

/** What the shop of the demo sells: everything for a stream of one's own. */
export const products: readonly Product[] = [
  { sku: 'GATE-OAK-60', name: 'Sluice gate, oak, 60 cm', price: 18_900 },
  { sku: 'GATE-OAK-90', name: 'Sluice gate, oak, 90 cm', price: 24_900 },
  { sku: 'GATE-STL-60', name: 'Sluice gate, steel, 60 cm', price: 31_500 },
  { sku: 'CRANK-02', name: 'Crank with ratchet', price: 4_450 },
  { sku: 'SEAL-5M', name: 'Rubber seal, 5 m', price: 1_295 },
  { sku: 'GAUGE-10', name: 'Water gauge, 1.0 m', price: 2_780 },
  { sku: 'GAUGE-25', name: 'Water gauge, 2.5 m, “flood”', price: 4_990 },
  { sku: 'PIPE-110', name: 'Pipe ⌀ 110 mm, 2 m', price: 1_640 },
  { sku: 'PIPE-160', name: 'Pipe ⌀ 160 mm, 2 m', price: 2_310 },
  { sku: 'ELBOW-110', name: 'Elbow 45°, ⌀ 110 mm', price: 495 },
  { sku: 'VALVE-NR', name: 'Non-return valve', price: 3_875 },
  { sku: 'PUMP-SOL', name: 'Pump, solar, 800 l/h', price: 11_900 },
  { sku: 'FILTER-S', name: 'Leaf filter, small', price: 890 },
  { sku: 'FILTER-L', name: 'Leaf filter, large', price: 1_690 },
  { sku: 'WHEEL-KIT', name: 'Water wheel, kit, ½ m', price: 7_999 },
  { sku: 'BOOTS', name: 'Wading boots', price: 6_495 },
  { sku: 'NET-180', name: 'Landing net, 180 cm', price: 2_150 },
  { sku: 'LAMP-RED', name: 'Lantern, red', price: 1_575 },
  { sku: 'BOOK-WEIR', name: 'Book: “Weirs & Other Opinions”', price: 2_400 },
  { sku: 'DUCK', name: 'Rubber duck', price: 349 },
]
