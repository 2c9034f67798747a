/** What is wrong with one place of the input; `pointer` as in RFC 6901. */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

interface ProblemInput {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly FieldProblem[]
}

/** A refusal of the API (RFC 9457). `code` is stable: `limit_reached`, `not_found`, `conflict` and so on. */
export class HeadgateProblem extends Error {
  readonly status: number
  readonly code: string
  /** For whoever runs the installation. */
  readonly requestId: string
  readonly errors: readonly FieldProblem[]

  constructor({ status, code, detail, requestId, errors = [] }: ProblemInput) {
    super(detail)
    this.name = 'HeadgateProblem'
    this.status = status
    this.code = code
    this.requestId = requestId
    this.errors = errors
  }
}

/** Reads a refusal. Something in between, such as a proxy, may have answered instead: then the status is all there is. */
export async function problemOf(response: Response): Promise<HeadgateProblem> {
  const { status, headers } = response
  const requestId = headers.get('x-request-id') ?? ''
  const unknown = { status, code: 'unknown', detail: `The API answered ${status}.`, requestId }
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false
  if (!isProblem) return new HeadgateProblem(unknown)
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemInput>
  return new HeadgateProblem({ ...unknown, ...body, status })
}
