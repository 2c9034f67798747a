import type * as z from 'zod'
import { type Problem, ServiceError } from '../../core/kernel/service-error.ts'

const PROBLEMS_SHOWN_MAX = 20

/** The value as the schema reads it, or `invalid` with a pointer for each problem. */
export function checkSchema<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: sentenceOf })
  if (result.success) return result.data
  const problems = onePerPlace(result.error.issues.flatMap(problemsOf)).slice(0, PROBLEMS_SHOWN_MAX)
  const [first] = problems
  const detail =
    first === undefined
      ? 'The request is not acceptable.'
      : `${first.pointer || 'The body'}: ${first.detail}`
  throw new ServiceError('invalid', detail, { problems })
}

/** The first thing that is wrong with a value is the one to put right first. */
function onePerPlace(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ pointer }, n) => problems.findIndex((other) => other.pointer === pointer) === n,
  )
}

/** For what a schema has no sentence of its own. */
function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue.input, issue.expected)
    case 'too_small':
      return `${MEASURES[issue.origin] ?? 'This is'} at least ${issue.minimum}.`
    case 'too_big':
      return `${MEASURES[issue.origin] ?? 'This is'} at most ${issue.maximum}.`
    case 'invalid_format':
      return issue.format === 'base64' ? 'This is not base64.' : undefined
    default:
      return undefined
  }
}

const MEASURES: Readonly<Record<string, string>> = {
  string: 'The number of characters here is',
  array: 'The number of items here is',
}

function typeSentence(input: unknown, expected: string): string {
  if (input === undefined) return 'This field is required.'
  if (expected === 'int') return 'This must be a whole number.'
  const article = /^[aeio]/.test(expected) ? 'an' : 'a'
  return `This must be ${article} ${expected}.`
}

function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: 'This field is not known here.',
    }))
  }
  return [{ pointer: pointerTo(issue.path), detail: issue.message }]
}

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
