import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, createServer as createHttp2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  type Api,
  content,
  createApi,
  InvalidArgumentError,
  NotSupportedError,
  operation,
  stream,
} from '@sluice/core'
import { mount } from '@sluice/node'
import { afterEach, expect, test } from 'vitest'

let server: Server | undefined

afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(given: Server): Promise<string> {
  server = given.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function echo(path: string, id = 'echo'): Api {
  return createApi({
    title: 'Echo',
    version: '1',
    openapi: false,
    operations: [
      operation({
        id,
        method: 'GET',
        path,
        response: content('application/json'),
        handler: (ctx) => stream(() => [JSON.stringify(ctx.params)]),
      }),
    ],
  })
}

async function ask(url: string, method = 'GET'): Promise<unknown[]> {
  const response = await fetch(url, { method })
  const type = response.headers.get('content-type')
  const body = await response.text()
  return [response.status, type?.endsWith('json') === true ? JSON.parse(body) : body]
}

test('an unknown path is 404, a method that a path does not take 405', async () => {
  const own = createServer()
  mount(own, echo('/things/{id}'))
  const url = await listen(own)
  expect(await ask(`${url}/things/a%2Fb?x=1`)).toEqual([200, { id: 'a/b' }])
  expect(await ask(`${url}/other`)).toEqual([
    404,
    { type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is nothing at this path.' },
  ])
  const response = await fetch(`${url}/things/1`, { method: 'POST', body: 'x' })
  expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
    405,
    'GET, HEAD',
    {
      type: 'about:blank',
      title: 'Method Not Allowed',
      status: 405,
      detail: 'This path takes GET, HEAD.',
    },
  ])
})

test('the listener that was there gets what is not for the api, and only that', async () => {
  const heard: unknown[] = []
  const own = createServer(function (this: unknown, req, res) {
    heard.push(req.url)
    expect(this).toBe(own)
    res.end('native')
  })
  mount(own, echo('/things/{id}'))
  const url = await listen(own)
  expect(await ask(`${url}/things/1`)).toEqual([200, { id: '1' }])
  expect(await ask(`${url}/other`)).toEqual([200, 'native'])
  expect(await ask(`${url}/things/1`, 'POST')).toEqual([200, 'native'])
  expect(heard).toEqual(['/other', '/things/1'])
})

test('a listener that was added later hears everything, and answers what is not for the api', async () => {
  const own = createServer()
  mount(own, echo('/things/{id}'))
  const heard: unknown[] = []
  own.on('request', (req, res) => {
    heard.push(req.url)
    if (req.url === '/other') res.end('native')
  })
  const url = await listen(own)
  expect(await ask(`${url}/things/1`)).toEqual([200, { id: '1' }])
  expect(await ask(`${url}/other`)).toEqual([200, 'native'])
  expect(heard).toEqual(['/things/1', '/other'])
})

test('of several apis on one server the one that was mounted first is asked first', async () => {
  const own = createServer()
  mount(own, echo('/one/{x}'))
  mount(own, echo('/one/{y}'))
  mount(own, echo('/two/{z}'))
  const url = await listen(own)
  expect(await ask(`${url}/one/1`)).toEqual([200, { x: '1' }])
  expect(await ask(`${url}/two/2`)).toEqual([200, { z: '2' }])
  expect(await ask(`${url}/three`)).toMatchObject([404, { title: 'Not Found' }])
})

test('listeners that were there before any of the apis get what is for none', async () => {
  const heard: string[] = []
  const own = createServer((req) => heard.push(`before ${req.url}`))
  mount(own, echo('/one/{x}'))
  own.on('request', (req, res) => {
    heard.push(`between ${req.url}`)
    res.end('native')
  })
  mount(own, echo('/two/{y}'))
  const url = await listen(own)
  expect(await ask(`${url}/one/1`)).toEqual([200, { x: '1' }])
  expect(await ask(`${url}/two/2`)).toEqual([200, { y: '2' }])
  expect(await ask(`${url}/other`)).toEqual([200, 'native'])
  expect(heard).toEqual(['before /other', 'between /other'])
})

test('an api whose listener was removed is not there any more', async () => {
  const own = createServer()
  mount(own, echo('/one/{x}'))
  own.removeAllListeners('request')
  mount(own, echo('/two/{y}'))
  const url = await listen(own)
  expect(await ask(`${url}/one/1`)).toMatchObject([404, { title: 'Not Found' }])
  expect(await ask(`${url}/two/2`)).toEqual([200, { y: '2' }])
})

test('an api with two routes for the same requests changes nothing', async () => {
  const heard: unknown[] = []
  const own = createServer((_req, res) => res.end('native'))
  own.on('request', (req) => heard.push(req.url))
  const { routes } = echo('/things/{id}')
  expect(() => mount(own, { ...echo('/'), routes: [...routes, ...routes] })).toThrow(InvalidArgumentError)
  const url = await listen(own)
  expect(await ask(`${url}/things/1`)).toEqual([200, 'native'])
  expect(heard).toEqual(['/things/1'])
})

test('a server of node:http2', async () => {
  const own = createHttp2Server()
  mount(own, echo('/things/{id}'))
  own.listen(0, '127.0.0.1')
  await once(own, 'listening')
  const session = connect(`http://127.0.0.1:${(own.address() as AddressInfo).port}`)
  const answers = ['/things/caf%C3%A9', '/other'].map(async (path) => {
    const request = session.request({ ':path': path })
    const [[headers], body] = await Promise.all([once(request, 'response'), text(request)])
    return [headers[':status'], JSON.parse(body)]
  })
  expect(await Promise.all(answers)).toMatchObject([
    [200, { id: 'café' }],
    [404, { title: 'Not Found' }],
  ])
  session.close()
  own.close()
})

test('there is no framework to leave errors to', () => {
  const routes = echo('/').routes.map((route) => ({ ...route, options: { errors: 'framework' as const } }))
  const own = createServer(() => {})
  expect(() => mount(own, { ...echo('/'), routes })).toThrow(NotSupportedError)
  expect(own.listenerCount('request')).toBe(1)
})

test('an operation is no api', () => {
  const [one] = echo('/a').operations
  const given: object = { ...one }
  expect(() => mount(createServer(), given as Api)).toThrow(InvalidArgumentError)
  expect(() => mount(createServer(), given as Api)).toThrow('mount takes an api')
})
