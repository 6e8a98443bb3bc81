import { ADAPTERS } from './dist/adapters.js'
import { serve } from './dist/serve.js'
import { connect } from 'node:net'
for (const name of Object.keys(ADAPTERS)) {
  const served = await serve(ADAPTERS[name])
  let missing = 0,
    errs = {}
  for (let i = 0; i < 300; i++) {
    const text = await new Promise((resolve) => {
      const { port } = new URL(served.origin)
      const s = connect(Number(port), '127.0.0.1')
      let t = ''
      s.setEncoding('utf8')
      s.on('data', (d) => {
        t += d
        if (t.includes('id: 3\n')) served.orders.cut('throw')
      })
      s.on('error', (e) => {
        errs[e.code] = (errs[e.code] ?? 0) + 1
      })
      s.on('close', () => resolve(t))
      s.write('GET /numbers HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n')
    })
    served.orders.take()
    if (!text.includes('event: error')) missing++
  }
  console.log(name, 'missing', missing, errs)
  await served[Symbol.asyncDispose]()
}
