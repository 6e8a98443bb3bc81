export { honoCapabilities, toHonoHandler, unwrap } from './to-hono-handler.ts'
