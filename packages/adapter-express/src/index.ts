export { mount } from './mount.ts'
export { type ExpressNative, expressCapabilities, toExpressHandler, unwrap } from './to-express-handler.ts'
