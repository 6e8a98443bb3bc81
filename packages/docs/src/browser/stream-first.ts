import type { OperationKey, Plugin, System } from './swagger-ui.ts'

/**
 * Of an operation's media types Swagger UI shows `application/json` first. For an operation that streams, that
 * is its least interesting form: here, what its response names first is shown first, and asked for.
 */
export const streamFirst: Plugin = () => ({
  statePlugins: {
    spec: {
      wrapSelectors: {
        currentProducesFor: (original, system) => (_state, operation) =>
          streamedType(system, operation) ?? original(operation),
      },
    },
    oas3: {
      wrapSelectors: {
        responseContentType:
          (original, system) =>
          (_state, ...operation) =>
            original(...operation) ?? streamedType(system, operation),
      },
    },
  },
})

/** The first media type of the response, if it is one that streams. */
function streamedType({ specSelectors }: System, [path, method]: OperationKey): string | undefined {
  const content = specSelectors.specJson().getIn(['paths', path, method, 'responses', '200', 'content'])
  if (!isKeyed(content)) return undefined
  const [first] = content.keySeq().toArray()
  if (first === undefined) return undefined
  return content.getIn([first, 'itemSchema']) === undefined ? undefined : first
}

interface Keyed {
  keySeq(): { toArray(): string[] }
  getIn(path: readonly string[]): unknown
}

function isKeyed(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null && 'keySeq' in value
}
