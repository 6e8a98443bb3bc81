import fc from 'fast-check'

/** What the formats give a meaning, what they could trip over, and any half of a surrogate pair. */
const PIECES = [
  ...['\r', '\n', '\r\n', '\n\n', '\0', '\t', ' ', ':', '\u001e', '--', '"', '\\', '\u0085', '\u2028'],
  ...['\u2029', '\ufeff', '\ud83d', '\ude00', '😀', 'é', 'data: ', '\nevent: evil', '\ndata', 'id:', ': '],
]

/** Any text, with more trouble in it than chance would bring. */
export const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...PIECES),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
})

/** Hostile text that is now and then a megabyte long. */
export const longHostileText = fc.oneof(
  { weight: 60, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: hostileText.map((text) => `a${text}`.repeat(Math.ceil(1_048_576 / (text.length + 1)))),
  },
)
