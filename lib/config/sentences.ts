/** The little of a zod issue that a sentence needs. */
interface RawIssue {
  readonly input?: unknown
}

/** zod's `error` for a value that must be there: says what to write when it is missing, and what is wrong else. */
export function told(rule: string, example: string): { error: (issue: RawIssue) => string } {
  return {
    error: ({ input }) =>
      input === undefined
        ? `is missing; write for example ${example}`
        : `${rule}; ${show(input)} is not`,
  }
}

function show(input: unknown): string {
  return (JSON.stringify(input) ?? String(input)).slice(0, 60)
}
