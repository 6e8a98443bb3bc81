/** Texts that formats trip over: all must arrive as they were sent. */
export const hostileTexts: readonly string[] = [
  '',
  ' leading and trailing ',
  'a\rb\nc\r\nd\n\n',
  '\n\nevent: evil\ndata: injected\n\n',
  'data: x',
  ': not a comment',
  'nul \0 and \u001e separator',
  '\ufeffa byte order mark',
  'half a pair \ud83c, the other \udf0a, and a whole \u{1f30a}',
  '\u2028 \u2029 \u0085 \u007f',
  '--boundary\r\n--boundary--\r\nContent-Type: text/html\r\n\r\n',
  '</script><!--',
  '"\\\u0008"',
]
