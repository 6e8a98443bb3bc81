export { mount } from './mount.ts'
export { koaCapabilities, toKoaMiddleware, unwrap } from './to-koa-middleware.ts'
