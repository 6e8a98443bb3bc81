import { followColourScheme } from './colour-scheme.ts'
import { itemSchemas } from './item-schemas.ts'
import { liveResponse } from './live-response.ts'
import { ownServer } from './own-server.ts'
import { streamFirst } from './stream-first.ts'

followColourScheme()

const domNode = document.getElementById('reference')
if (domNode !== null) {
  window.SwaggerUIBundle({
    url: domNode.dataset['document'] ?? 'openapi.json',
    domNode,
    deepLinking: true,
    displayRequestDuration: true,
    validatorUrl: null,
    plugins: [itemSchemas, ownServer, streamFirst, liveResponse],
  })
}
