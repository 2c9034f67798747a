import type { Access } from '../credential/credential.ts'

/**
 * Why a tenant may do less than its credentials say. Holds stand beside each other and each is lifted by itself;
 * what credentials may do is derived from all of them. `deletion` counts down to the purge at `until`, `rate` to its own end.
 */
export interface Hold {
  readonly kind: 'operator' | 'storage' | 'rate' | 'budget' | 'deletion'
  readonly since: number
  readonly until?: number
}

const ACCESS_UNDER: Readonly<Record<Hold['kind'], Access>> = {
  operator: 'none',
  deletion: 'none',
  storage: 'read-only',
  rate: 'read-only',
  budget: 'read-only',
}

/** The strictest of the holds decides. */
export function accessUnder(holds: readonly Hold[]): Access {
  const allowed = holds.map((hold) => ACCESS_UNDER[hold.kind])
  if (allowed.includes('none')) return 'none'
  return allowed.includes('read-only') ? 'read-only' : 'full'
}

export function hasHold(holds: readonly Hold[], kind: Hold['kind']): boolean {
  return holds.some((hold) => hold.kind === kind)
}
