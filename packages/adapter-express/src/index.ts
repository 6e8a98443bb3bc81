export { type ExpressNative, expressCapabilities, toExpressHandler, unwrap } from './to-express-handler.ts'
