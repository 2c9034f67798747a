import type { Tenant } from '../../tenant/tenant.ts'

/** Who lives on a cluster, as far as a sweep may judge. Whoever is in none of these is unknown here. */
export interface Scene {
  /** All that are not purged, at rest or not: for what does not depend on what is settled. */
  readonly living: ReadonlyMap<string, Tenant>
  /** At rest: what they have on the cluster is what is written down. */
  readonly resting: ReadonlyMap<string, Tenant>
  /** Being settled, or too new to judge: nothing of theirs is looked at this time. */
  readonly busy: ReadonlySet<string>
  /** Lived here and are purged: nothing of theirs is wanted any more. */
  readonly gone: ReadonlySet<string>
}

/**
 * Nobody is changing it on the cluster: everything declared was applied, nothing is due, nothing failed. Only then does
 * what is written down say what the cluster has.
 */
export function isAtRest(tenant: Tenant, now: number): boolean {
  const settled = tenant.generation === tenant.observedGeneration && tenant.failures === 0
  return settled && (tenant.dueAt === null || tenant.dueAt > now)
}
