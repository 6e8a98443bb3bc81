import { expectSame } from '../expect.ts'
import type { Answer } from '../http-client.ts'

/**
 * Makes sure that an answer is a problem (RFC 9457) of that status, and returns its detail.
 * @throws {Error} when it is not
 */
export function expectProblem(
  { status, headers, body, complete }: Answer,
  expected: number,
): string | undefined {
  expectSame(
    'Status, type and end',
    [status, headers['content-type'], complete],
    [expected, 'application/problem+json', true],
  )
  const problem = JSON.parse(body.toString()) as { readonly status: unknown; readonly detail?: string }
  expectSame('The status in the problem', problem.status, expected)
  return problem.detail
}
