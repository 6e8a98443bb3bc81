import { content, operation, type Operation, rawBody, stream } from '@sluice/core'

/** `POST /echo`: the body of the request, on its way back while it still arrives. */
export const echo: Operation = operation({
  id: 'echo',
  method: 'POST',
  path: '/echo',
  tags: ['streams'],
  summary: 'Send back what arrives, while it arrives',
  body: rawBody(),
  response: content('application/octet-stream', {
    description: 'The body of the request, with its content type if it has one.',
  }),
  handler({ headers }, { body }) {
    const contentType = headers.get('content-type')
    return stream(
      async ({ writer }) => {
        for await (const chunk of body) {
          await writer.write(chunk)
          // A compressor in front would wait for more than the client may be about to send.
          await writer.flush()
        }
      },
      { headers: contentType === undefined ? {} : { 'content-type': contentType }, settled: true },
    )
  },
})
