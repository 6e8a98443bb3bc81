export { mount } from './mount.ts'
export { honoCapabilities, honoOnNodeCapabilities, toHonoHandler, unwrap } from './to-hono-handler.ts'
