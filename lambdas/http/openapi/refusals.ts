import { statusOf } from '../../middleware/problem.ts'
import type { RefusalCode, Route } from '../route.ts'

/** What may go wrong with any request. */
const EVERYWHERE: readonly RefusalCode[] = [
  'invalid_json',
  'too_large',
  'unsupported_media_type',
  'invalid',
  'rate_limited',
  'internal',
  'unavailable',
]

/** Every code that the route may refuse with, by status: what its row says, and what its place in the table implies. */
export function refusalsOf(row: Route<never>): ReadonlyMap<number, readonly RefusalCode[]> {
  const codes = [
    ...EVERYWHERE,
    ...ofTheCaller(row),
    ...ofTheResource(row),
    ...ofTheChange(row),
    ...(row.refusals ?? []),
  ]
  const sorted = [...new Set(codes)].sort()
  return new Map([...Map.groupBy(sorted, statusOf)].sort(([one], [other]) => one - other))
}

function ofTheCaller({ access }: Route<never>): readonly RefusalCode[] {
  return access === 'public' ? [] : ['unauthenticated', 'forbidden']
}

function ofTheResource({ path }: Route<never>): readonly RefusalCode[] {
  // An operator belongs to no account.
  return path.includes('{') || path === '/account' ? ['not_found'] : []
}

function ofTheChange({
  method,
  access,
  answers,
  repeatable,
}: Route<never>): readonly RefusalCode[] {
  if (method === 'GET') return []
  if (access === 'public') return ['conflict']
  // What is declared has to fit the plan, and one item of the store.
  const declares: readonly RefusalCode[] = Object.hasOwn(answers, 202) ? ['limit_reached'] : []
  const repeats: readonly RefusalCode[] =
    repeatable === false ? [] : ['already_answered', 'idempotency_mismatch']
  return ['conflict', 'precondition_failed', ...repeats, ...declares]
}
