export { koaCapabilities, toKoaMiddleware, unwrap } from './to-koa-middleware.ts'
