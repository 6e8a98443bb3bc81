import type { InputIssue } from '../contract/errors.ts'
import type { SchemaIssue } from './standard-schema.ts'

/** The parts of a request that a schema may describe. */
export type InputLocation = 'params' | 'query' | 'headers' | 'cookies' | 'body'

/** More issues help nobody, and what they are about comes from the client. */
const MAX_ISSUES = 100
/** Most characters of a value that is told. */
const MAX_VALUE = 200
/** Most characters of a message or location: keys and messages may hold what the client sent, many times over. */
const MAX_TEXT = 1_000

/**
 * The issues a schema found with `value`, as the client is told of them: at most 100, and one that
 * says how many more there were. A short JSON primitive is told with its issue. Of headers and
 * cookies neither that nor the message of the schema is told, because either may hold a secret.
 */
export function toInputIssues(
  location: InputLocation | 'data',
  issues: readonly SchemaIssue[],
  value: unknown,
): InputIssue[] {
  const told: InputIssue[] = []
  // By index: the issues of ArkType are an array of a class whose map() and slice() make another of that class.
  for (let at = 0; at < Math.min(issues.length, MAX_ISSUES); at++) {
    const issue = issues[at]
    if (issue !== undefined) told.push(toInputIssue(location, issue, value))
  }
  const more = issues.length - MAX_ISSUES
  if (more > 0) told.push({ location, message: `And ${more} more.` })
  return told
}

function toInputIssue(location: InputLocation | 'data', issue: SchemaIssue, value: unknown): InputIssue {
  let path: string = location
  let found = value
  for (const segment of issue.path ?? []) {
    const key = typeof segment === 'object' ? segment.key : segment
    path += `.${String(key)}`
    found = memberOf(found, key)
  }
  const secret = location === 'headers' || location === 'cookies'
  return {
    location: clip(path),
    message: secret ? aboutSecret(found) : clip(issue.message),
    ...(!secret && isShortPrimitive(found) ? { value: found } : {}),
  }
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

function isShortPrimitive(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'boolean' ||
    // JSON has no NaN and no infinity, though `1e999` in it is read as one.
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length <= MAX_VALUE)
  )
}

/**
 * Schemas quote what they were given, and what they have made of it on the way: of headers and cookies
 * their words are not passed on.
 */
function aboutSecret(found: unknown): string {
  return found === undefined ? 'Is missing.' : 'Does not match its schema.'
}

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
