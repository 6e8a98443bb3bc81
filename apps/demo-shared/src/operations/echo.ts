import { content, operation, type Operation, rawBody } from '@sluice/core'
import { echo as handler } from '../handlers/echo.ts'

/** `POST /echo`: the body of the request, on its way back while it still arrives. */
export const echo: Operation = operation({
  id: 'echo',
  method: 'POST',
  path: '/echo',
  summary: 'Send back what arrives, while it arrives',
  body: rawBody(),
  response: content('application/octet-stream', {
    description: 'The body of the request, with its content type if it has one.',
  }),
  handler,
})
