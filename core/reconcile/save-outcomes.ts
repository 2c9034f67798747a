import type { Cluster } from '../cluster/cluster.ts'
import { rotateByAge } from '../credential/rotate-by-age.ts'
import { type Clock, MINUTE_MS } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import type { LoadChange } from '../placement/cluster-use.ts'
import { countTenant } from '../placement/count-tenant.ts'
import { planChangeOf } from '../tenant/plan-change-of.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Settlement, TenantStore } from '../tenant/tenant-ports.ts'
import { conclude } from './conclude.ts'
import { elapse } from './elapse.ts'
import type { Outcome } from './outcome.ts'
import { recordDoubts } from './record-doubts.ts'
import { recordOutcomes } from './record-outcomes.ts'
import { systemEvents } from './system-events.ts'

export interface SaveDeps {
  readonly tenants: TenantStore
  readonly clock: Clock
  readonly randomness: Randomness
}

const TRIES = 5
/** How often it is looked whether a full cluster has room for a rotation by age again. */
const ROTATE_AGAIN_MS = MINUTE_MS

/**
 * Records what became of one tenant's changes on its newest state, so that a declaration which came in between is kept.
 * Answers with what is stored now, or undefined when the race was lost each time: the next pass records it again.
 */
export async function saveOutcomes(
  deps: SaveDeps,
  cell: Cluster,
  planned: Tenant,
  outcomes: readonly Outcome[],
): Promise<Tenant | undefined> {
  let current: Tenant | undefined = planned
  let mayRotate = true
  for (let tries = 0; tries < TRIES && current !== undefined; tries += 1) {
    const overtaken = settlingsBetween(planned, current) > 0
    const settlement = settlementOf(deps, cell, current, outcomes, { overtaken, mayRotate })
    // A pass that tried something always writes, so that another one can tell that it was overtaken.
    if (outcomes.length === 0 && isSameButForVersion(current, settlement.tenant)) return current
    try {
      await deps.tenants.settle(settlement)
      return settlement.tenant
    } catch (error) {
      if (isServiceError(error, 'limit_reached') && mayRotate) {
        mayRotate = false
        continue
      }
      if (!isServiceError(error, 'conflict')) throw error
      current = await deps.tenants.get(planned.id)
    }
  }
  return undefined
}

function settlementOf(
  { clock, randomness }: SaveDeps,
  cell: Cluster,
  current: Tenant,
  outcomes: readonly Outcome[],
  { overtaken, mayRotate }: { readonly overtaken: boolean; readonly mayRotate: boolean },
): Settlement {
  const now = clock.now()
  const elapsed = elapse(current, now)
  const recorded = overtaken
    ? recordDoubts(elapsed, outcomes)
    : recordOutcomes(elapsed, outcomes, now)
  const rotated = mayRotate ? rotateByAge(recorded, randomness, now) : recorded
  const concluded = conclude(rotated, outcomes, cell, now)
  const counted = countTenant(concluded.tenant, cell.replicationFactor)
  const { loadChange } = counted
  const tenant = mayRotate ? counted.tenant : rotatingLater(counted.tenant, now)
  const planChange = planChangeOf(current, tenant, now)
  return {
    ...concluded,
    tenant,
    auditEvents: systemEvents(current, tenant, randomness, now),
    ...(planChange === undefined ? {} : { planChange }),
    ...(loadChange === undefined ? {} : { loadChange: bounded(loadChange) }),
  }

  /** Only what the system begins of its own accord is bounded: what is there, or was declared, is counted as it is. */
  function bounded(change: LoadChange): LoadChange {
    return rotated.credentials === recorded.credentials
      ? change
      : { ...change, within: cell.capacity }
  }
}

/** A rotation by age that found no room: everything else is settled, and nothing is due before the next try. */
function rotatingLater(tenant: Tenant, now: number): Tenant {
  const isDue = tenant.dueAt !== null && tenant.dueAt <= now
  const isSettled = tenant.observedGeneration === tenant.generation
  return isDue && isSettled ? { ...tenant, dueAt: now + ROTATE_AGAIN_MS } : tenant
}

/** How many passes wrote the tenant between two reads of it: every write counts in the version, declarations in both. */
function settlingsBetween(earlier: Tenant, later: Tenant): number {
  return later.version - earlier.version - (later.generation - earlier.generation)
}

/** Nothing that a pass found out is worth a write. */
function isSameButForVersion(before: Tenant, after: Tenant): boolean {
  return JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...after, version: 0 })
}
