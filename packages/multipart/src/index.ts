export { parseMultipart } from './parse-multipart.ts'
