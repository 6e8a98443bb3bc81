/** Routes that are mounted together, and what is asked of them. */
export interface PathCase {
  readonly routes: readonly string[]
  /** A path, and the params of the template that it chooses; `undefined` if none matches. */
  readonly paths: readonly (readonly [path: string, expected: Expected | undefined])[]
}

/** The template that is chosen, and the params it gives. */
export interface Expected {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
}

/** Of one route: each path and its params. */
function one(
  template: string,
  paths: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
): PathCase {
  return {
    routes: [`GET ${template}`],
    paths: Object.entries(paths).map(([path, params]) => [path, params && { template, params }]),
  }
}

/** What every router is to agree on. */
export const pathCases: readonly PathCase[] = [
  one('/', { '/x': undefined }),
  one('/things', { '/things': {}, '/things?a=/b': {}, '/thing': undefined, '/things/x': undefined }),
  one('/things/{id}', {
    '/things/7': { id: '7' },
    '/things/7?id=8': { id: '7' },
    '/things/a%2Fb': { id: 'a/b' },
    '/things/a%2fb': { id: 'a/b' },
    '/things/%25': { id: '%' },
    '/things/%2525': { id: '%25' },
    '/things/%252F': { id: '%2F' },
    '/things/caf%C3%A9': { id: 'café' },
    '/things/caf%c3%a9': { id: 'café' },
    '/things/%E2%98%83%F0%9F%98%80': { id: '☃😀' },
    '/things/a+b%20c': { id: 'a+b c' },
    '/things/%3F%23': { id: '?#' },
    '/things/:id*(x)[y]|z^': { id: ':id*(x)[y]|z^' },
    "/things/a;b=c,d@e!$&'": { id: "a;b=c,d@e!$&'" },
    '/things/%00': { id: '\0' },
    '/things/__proto__': { id: '__proto__' },
    '/things/%2E%2E%2F': { id: '../' },
    '/things/': undefined,
    '/things': undefined,
    '/things/7/8': undefined,
    '/things//7': undefined,
    '/thing%73/7': undefined,
  }),
  one('/list/', { '/list/': {}, '/list/x': undefined }),
  one('/list/{id}/', { '/list/7/': { id: '7' }, '/list//': undefined }),
  one('/a/{x}/b/{y}/c', {
    '/a/1/b/2/c': { x: '1', y: '2' },
    '/a/%2F/b/%2F/c': { x: '/', y: '/' },
    '/a//b/2/c': undefined,
    '/a/1/b/2': undefined,
  }),
  one('/v{n}.json', {
    '/v1.json': { n: '1' },
    '/v1.json.json': { n: '1.json' },
    '/v%2E.json': { n: '.' },
    '/v.json': undefined,
    '/v1%2Ejson': undefined,
    '/1.json': undefined,
  }),
  one('/x/{id}:cancel', {
    '/x/7:cancel': { id: '7' },
    '/x/%3A:cancel': { id: ':' },
    '/x/7%3Acancel': undefined,
    '/x/:cancel': undefined,
    '/x/7': undefined,
  }),
  one('/f/{a}-{b}', {
    '/f/1-2': { a: '1', b: '2' },
    '/f/1-2-3': { a: '1-2', b: '3' },
    '/f/1-2-': { a: '1', b: '2-' },
    '/f/1%2D2-3': { a: '1-2', b: '3' },
    '/f/1-%2D': { a: '1', b: '-' },
    '/f/a%2Fb-%25': { a: 'a/b', b: '%' },
    '/f/1%2D2': undefined,
    '/f/1-': undefined,
    '/f/-1': undefined,
  }),
  one('/{a}-{b}.{ext}', {
    '/x-y.tar.gz': { a: 'x', b: 'y.tar', ext: 'gz' },
    '/1-2-3.4': { a: '1-2', b: '3', ext: '4' },
    '/1.2-3': undefined,
  }),
  one('/{a}2{b}', { '/%20x': undefined, '/%C3%A92%22': { a: 'é', b: '"' } }),
  one('/s/:a/*/(b)+/{c}', {
    '/s/:a/*/(b)+/1': { c: '1' },
    '/s/x/*/(b)+/1': undefined,
    '/s/:a/x/(b)+/1': undefined,
  }),
  one('/s/:a', { '/s/:a': {}, '/s/x': undefined, '/s/%3Aa': undefined }),
  one('/s/*', { '/s/*': {}, '/s/x': undefined, '/s/x/y': undefined, '/s': undefined }),
  one('/s*', { '/s*': {}, '/sx': undefined }),
  one('/s/a.c$!', { '/s/a.c$!': {}, '/s/abc$!': undefined }),
  one("/s/(a)&'+,;=@~_", { "/s/(a)&'+,;=@~_": {} }),
  one('/q/what%3F/{id}', {
    '/q/what%3F/1': { id: '1' },
    '/q/what%3f/1': { id: '1' },
    '/q/what/1': undefined,
  }),
  one('/café/{id}', { '/caf%C3%A9/1': { id: '1' }, '/caf%c3%a9/1': { id: '1' }, '/cafe/1': undefined }),
  one('/au lait', { '/au%20lait': {}, '/au+lait': undefined }),
  one('/a%2Fb', { '/a%2Fb': {}, '/a%2fb': {}, '/a/b': undefined }),
  one('/100%25', { '/100%25': {}, '/100%2525': undefined }),
  one('/a|b[c]^', { '/a|b[c]^': {}, '/a%7Cb%5Bc%5D%5E': {}, '/a%7cb%5bc%5d%5e': {} }),
  one('/a"<>`\\', { '/a%22%3C%3E%60%5C': {} }),
  one('/%7B{id}%7D', { '/%7B7%7D': { id: '7' }, '/7': undefined }),
  one('/dash/a-b', { '/dash/a-b': {}, '/dash/a%2Db': undefined }),
  one('/{id}$/{x}_y', { '/1$/2_y': { id: '1', x: '2' } }),
  one('/{constructor}/{__proto__}', {
    '/1/2': Object.fromEntries([
      ['constructor', '1'],
      ['__proto__', '2'],
    ]),
  }),
  {
    routes: ['GET /{id}', 'GET /new', 'GET /{a}.{ext}', 'GET /{name}.json', 'GET /v{n}', 'POST /old'],
    paths: [
      ['/new', { template: '/new', params: {} }],
      ['/7', { template: '/{id}', params: { id: '7' } }],
      ['/a.json', { template: '/{name}.json', params: { name: 'a' } }],
      ['/.json', { template: '/{id}', params: { id: '.json' } }],
      ['/a.b', { template: '/{a}.{ext}', params: { a: 'a', ext: 'b' } }],
      ['/v1', { template: '/v{n}', params: { n: '1' } }],
      ['/v', { template: '/{id}', params: { id: 'v' } }],
      // The text is more exact, but has no such method.
      ['/old', { template: '/{id}', params: { id: 'old' } }],
    ],
  },
  {
    routes: ['GET /x/{p}/{q}', 'GET /x/{p}/b', 'GET /x/a/{q}', 'GET /{o}/a/b'],
    paths: [
      ['/x/a/b', { template: '/x/a/{q}', params: { q: 'b' } }],
      ['/x/1/b', { template: '/x/{p}/b', params: { p: '1' } }],
      ['/x/1/2', { template: '/x/{p}/{q}', params: { p: '1', q: '2' } }],
      ['/y/a/b', { template: '/{o}/a/b', params: { o: 'y' } }],
      ['/y/1/b', undefined],
    ],
  },
]
