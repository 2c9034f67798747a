const CAUSES_MAX = 5
const CHARACTERS_MAX = 1_000

/**
 * One line of JSON on standard error, which is the function's log: what went wrong and where (a request id, or the name
 * of a job). Of causes only name and message: what else an SDK hangs on its errors may hold what was sent.
 */
export function report(where: string, error: unknown): void {
  const { name, message, stack } = asError(error)
  const line = { level: 'error', where, name, message, stack, causes: causesOf(error) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** What an operator may want to know and need not act on. */
export function note(where: string, facts: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ level: 'info', where, ...facts })}\n`)
}

function causesOf(error: unknown): readonly string[] {
  const causes: string[] = []
  let cause = error instanceof Error ? error.cause : undefined
  while (cause !== undefined && causes.length < CAUSES_MAX) {
    const { name, message } = asError(cause)
    causes.push(`${name}: ${message}`.slice(0, CHARACTERS_MAX))
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return causes
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
