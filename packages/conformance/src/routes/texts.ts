/** Text whose characters take one to four bytes of UTF-8, and one or two units of UTF-16. */
export const multilingualText: string =
  'plain ascii \u00e4\u00f6\u00fc\u00df \u0416\u0435\u043b\u0435 \u05e9\u05dc\u05d5\u05dd \u6c34\u9580 \u{1f30a}\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u{10ffff} \u0000\u0001 \ufeff end\u{1f600}'

/** A text of more than a megabyte in one piece, with a line break in it. */
export const longText: string = `${'wide \u6c34 '.repeat(130_000)}\n${'.'.repeat(100_000)}`
