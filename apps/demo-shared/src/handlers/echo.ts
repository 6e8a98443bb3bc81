import { stream, type StreamHandler } from '@sluice/core'

/** `POST /echo`: the body of the request, on its way back while it still arrives. */
export const echo: StreamHandler = ({ headers }) =>
  stream(
    async ({ body, writer }) => {
      for await (const chunk of body) {
        await writer.write(chunk)
        // A compressor in front would wait for more than the client may be about to send.
        await writer.flush()
      }
    },
    { headers: { 'content-type': headers.get('content-type') ?? 'application/octet-stream' }, settled: true },
  )
