import { describe, expect, it } from 'vitest'
import { bodyOf, BOUNDARY, CLOSING, CountedBody, encode, field, part, pieces, readForm } from './support.ts'

const TRICKY_CONTENT = `\r\n--${BOUNDARY.slice(0, -1)}\r\r\n\r\n-\r\n--\r\n--${BOUNDARY.slice(0, 10)}\n--${BOUNDARY}`

const FORM = [
  'a preamble to ignore\r\n',
  field('first', 'hello'),
  part(
    'Content-Disposition: form-data; name="fïle"; filename="日本 🎉.txt"\r\nContent-Type: text/x-Odd',
    TRICKY_CONTENT,
  ),
  field('empty', ''),
  field('last', '\r\n'),
  CLOSING,
  'an epilogue',
].join('')

const PARTS = [
  { name: 'first', filename: undefined, contentType: 'text/plain', content: 'hello' },
  { name: 'fïle', filename: '日本 🎉.txt', contentType: 'text/x-odd', content: TRICKY_CONTENT },
  { name: 'empty', filename: undefined, contentType: 'text/plain', content: '' },
  { name: 'last', filename: undefined, contentType: 'text/plain', content: '\r\n' },
]

describe('parts are the same however the body is cut', () => {
  const bytes = encode(FORM)

  it('cut in two at every byte', async () => {
    for (let at = 0; at <= bytes.length; at++) {
      const parts = await readForm(bodyOf(bytes.subarray(0, at), bytes.subarray(at)))
      expect(parts, `cut at ${at}`).toEqual(PARTS)
    }
  })

  it('cut into pieces of every size from one byte on', async () => {
    for (let size = 1; size <= bytes.length; size++) {
      expect(await readForm(new CountedBody(pieces(bytes, size))), `pieces of ${size}`).toEqual(PARTS)
    }
  })

  it('with empty chunks in between', async () => {
    const chunks = [...pieces(bytes, 7)].flatMap((piece) => [piece, new Uint8Array(0)])
    expect(await readForm(bodyOf(...chunks))).toEqual(PARTS)
  })
})

describe('forms as fetch sends them', () => {
  const binary = Uint8Array.from({ length: 100_000 }, (_, index) => (index * index) >> 3)

  it('gives what a FormData held', async () => {
    const form = new FormData()
    form.append('text', 'grüße\r\n')
    form.append('text', 'again')
    form.append('quote"d', 'x')
    form.append('upload', new File([binary], '"naïve" Ω.bin', { type: 'image/png' }))
    const request = new Response(form)
    const contentType = request.headers.get('content-type') ?? ''
    const body = new Uint8Array(await request.arrayBuffer())

    const parts = await readForm(new CountedBody(pieces(body, 1009)), {}, contentType)

    expect(parts).toEqual([
      { name: 'text', filename: undefined, contentType: 'text/plain', content: 'grüße\r\n' },
      { name: 'text', filename: undefined, contentType: 'text/plain', content: 'again' },
      { name: 'quote"d', filename: undefined, contentType: 'text/plain', content: 'x' },
      {
        name: 'upload',
        filename: '"naïve" Ω.bin',
        contentType: 'image/png',
        content: new TextDecoder().decode(binary),
      },
    ])
  })

  it('gives no parts of an empty form', async () => {
    expect(await readForm(bodyOf(CLOSING))).toEqual([])
    expect(await readForm(bodyOf(`--${BOUNDARY}--`))).toEqual([])
  })
})

describe('headers of a part', () => {
  it.each([
    ['content-disposition:form-data;name=a', { name: 'a', filename: undefined }],
    ['CONTENT-DISPOSITION: Form-Data ; NAME="a" ; FileName="b c"', { name: 'a', filename: 'b c' }],
    ['Content-Disposition: form-data; name=""; filename=""', { name: '', filename: '' }],
    [
      'Content-Disposition: form-data; name="a;b=c"; filename="x;y.txt";',
      { name: 'a;b=c', filename: 'x;y.txt' },
    ],
    [
      String.raw`Content-Disposition: form-data; name="a"; filename="C:\dir\b.txt"`,
      { filename: String.raw`C:\dir\b.txt` },
    ],
    [
      String.raw`Content-Disposition: form-data; name="a"; filename="say \"hi\".txt"`,
      { filename: 'say "hi".txt' },
    ],
    [
      'Content-Disposition: form-data; name="a"; filename="say %22hi%22%0D%0A"',
      { filename: 'say "hi"%0D%0A' },
    ],
    ['Content-Disposition: form-data; name="a"; filename*=UTF-8\'\'%E6%97%A5.txt', { filename: '日.txt' }],
    ['Content-Disposition: form-data; name="a"; filename*=utf-8\'en\'b; filename=c', { filename: 'c' }],
    [
      'Content-Disposition: form-data; name="a"\r\nContent-Type: Image/PNG; x=y',
      { contentType: 'image/png' },
    ],
    ['Content-Disposition: form-data; name="a"\r\nContent-Type:', { contentType: 'text/plain' }],
    [
      'Content-Disposition: form-data; name="a"\r\nContent-Type: odd',
      { contentType: 'application/octet-stream' },
    ],
    ['X-Other: 1\r\nX-Other: 2\r\nContent-Disposition: form-data; name="a"', { name: 'a' }],
  ])('%s', async (headers, expected) => {
    expect(await readForm(bodyOf(part(headers, 'x'), CLOSING))).toMatchObject([expected])
  })
})

describe('the boundary', () => {
  it.each([
    'multipart/form-data; charset=utf-8; boundary=X',
    'multipart/form-data;boundary="X"',
    'Multipart/Form-Data; BOUNDARY=X;',
  ])('is found in %s', async (contentType) => {
    const body = bodyOf('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--')
    expect(await readForm(body, {}, contentType)).toMatchObject([{ name: 'a', content: '1' }])
  })

  it('may hold what other clients put there', async () => {
    for (const boundary of ['----=_Part_0_1.2', "'()+_,-./:=?", 'a'.repeat(70)]) {
      const body = bodyOf(
        `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}--`,
      )
      expect(await readForm(body, {}, `multipart/form-data; boundary=${boundary}`)).toHaveLength(1)
    }
  })
})
