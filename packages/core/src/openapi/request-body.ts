import { isRawBody } from '../operation/read-body.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { RequestBodyObject } from './document-types.ts'
import { type OperationContext } from './operation-context.ts'

/** The body that an operation takes: JSON as its schema says, or bytes of the media types it names. */
export function describeRequestBody({
  operation,
  components,
  prefix,
}: OperationContext): RequestBodyObject | undefined {
  const { body } = operation
  if (body === undefined) return undefined
  if (isRawBody(body)) {
    return { required: true, content: Object.fromEntries(body.mediaTypes.map((type) => [type, {}])) }
  }
  const what = `the body of operation '${operation.id}'`
  const schema = components.refer({ schema: body, side: 'input', role: `${prefix}Body`, what })
  return { ...(isOptional(body) ? {} : { required: true }), content: { 'application/json': { schema } } }
}

/** Whether a schema takes `undefined`, which is what it is given for no body. One that must wait to say so counts as no. */
function isOptional(schema: StandardSchema): boolean {
  try {
    const result = schema['~standard'].validate(undefined)
    if (!(result instanceof Promise)) return result.issues === undefined
    // Nobody waits for it.
    result.catch(() => {})
    return false
  } catch {
    return false
  }
}
