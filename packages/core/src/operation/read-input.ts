import type { Context } from '../context/context.ts'
import { InvalidInputError, type InputIssue } from '../contract/errors.ts'
import type { InputLocation } from '../schema/input-issues.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { validateInput } from '../schema/validate.ts'
import type { Operation } from './operation.ts'
import { queryValues } from './query-values.ts'
import { checkRawBody, isRawBody, type RawBody, readJsonBody } from './read-body.ts'

/** Of a request body that is read as a whole, unless the operation says otherwise. */
const USUAL_BODY_LIMIT = 1024 * 1024

/** How the input of an operation is read. */
export interface InputPlan {
  readonly operation: Operation
  /** The query parameters that are arrays even when there is one. */
  readonly arrayKeys: ReadonlySet<string>
  /** The query parameters that are none of the schema's business. */
  readonly ownQuery: readonly string[]
}

/**
 * Reads the parts of the request that the operation has a schema for, and checks them all, so that
 * the client learns of everything that is wrong at once (clause O1).
 *
 * @param known what is wrong already
 * @throws {InvalidInputError} 422 with what is wrong
 * @throws {HttpError} 400, 413 or 415 when the body cannot be read
 */
export async function readInput(
  ctx: Context,
  { operation, arrayKeys, ownQuery }: InputPlan,
  known: readonly InputIssue[] = [],
): Promise<object> {
  const { params, query, headers, cookies, body } = operation
  const input: Record<string, unknown> = {}
  const issues: InputIssue[] = [...known]
  const check = async (part: InputLocation, schema: StandardSchema, value: unknown): Promise<void> => {
    const checked = validateInput(part, schema, value)
    const result = 'then' in checked ? await checked : checked
    if (!result.issues) input[part] = result.value
    else if (result.issues.length > 0) issues.push(...result.issues)
    else issues.push({ location: part, message: 'This does not match its schema.' })
  }
  if (params !== undefined) await check('params', params, ctx.params)
  if (query !== undefined) await check('query', query, queryValues(ctx.query, arrayKeys, ownQuery))
  if (headers !== undefined) await check('headers', headers, Object.fromEntries(ctx.headers))
  if (cookies !== undefined) await check('cookies', cookies, Object.fromEntries(ctx.cookies))
  if (body !== undefined) {
    if (isRawBody(body)) input['body'] = rawBodyOf(ctx, body)
    else await check('body', body, await readJsonBody(ctx, operation.bodyLimit ?? USUAL_BODY_LIMIT))
  }
  if (issues.length > 0) throw new InvalidInputError(issues)
  return input
}

function rawBodyOf(ctx: Context, body: RawBody): Context['body'] {
  checkRawBody(ctx, body)
  return ctx.body
}
