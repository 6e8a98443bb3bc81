/** A header field, as a client sends it. */
export type Field = readonly [name: string, value: string]

/** What the operation that takes input from everywhere finds nothing wrong with. */
export const goodInput: {
  readonly token: Field
  readonly session: Field
  readonly type: Field
  readonly body: string
} = {
  token: ['x-token', 'abc'],
  session: ['cookie', 'other=1; session=xyz'],
  type: ['content-type', 'application/json'],
  body: '{"name":"caf\u00e9 \u{1f30a}","items":[{"price":1},{"price":2}]}',
}

/** The problem of input that does not match its schemas, but for the list of what is wrong. */
export const unprocessable = {
  status: 422,
  title: 'Unprocessable Content',
  detail: 'The request does not match what this operation takes: see errors.',
} as const
