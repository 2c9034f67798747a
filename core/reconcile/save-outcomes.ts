import { rotateByAge } from '../credential/rotate-by-age.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import { isServiceError } from '../kernel/service-error.ts'
import { planChangeOf } from '../tenant/plan-change-of.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Settlement, TenantStore } from '../tenant/tenant-ports.ts'
import type { Cell } from './change.ts'
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

/**
 * Records what became of one tenant's changes on its newest state, so that a declaration which came in between is kept.
 * Answers with what is stored now, or undefined when the race was lost each time: the next pass records it again.
 */
export async function saveOutcomes(
  deps: SaveDeps,
  cell: Cell,
  planned: Tenant,
  outcomes: readonly Outcome[],
): Promise<Tenant | undefined> {
  let current: Tenant | undefined = planned
  for (let tries = 0; tries < TRIES && current !== undefined; tries += 1) {
    const overtaken = settlingsBetween(planned, current) > 0
    const settlement = settlementOf(deps, cell, current, outcomes, overtaken)
    // A pass that tried something always writes, so that another one can tell that it was overtaken.
    if (outcomes.length === 0 && isSameButForVersion(current, settlement.tenant)) return current
    try {
      await deps.tenants.settle(settlement)
      return settlement.tenant
    } catch (error) {
      if (!isServiceError(error, 'conflict')) throw error
      current = await deps.tenants.get(planned.id)
    }
  }
  return undefined
}

function settlementOf(
  { clock, randomness }: SaveDeps,
  cell: Cell,
  current: Tenant,
  outcomes: readonly Outcome[],
  overtaken: boolean,
): Settlement {
  const now = clock.now()
  const elapsed = elapse(current, now)
  const recorded = overtaken
    ? recordDoubts(elapsed, outcomes)
    : recordOutcomes(elapsed, outcomes, now)
  const concluded = conclude(rotateByAge(recorded, randomness, now), outcomes, cell, now)
  const planChange = planChangeOf(current, concluded.tenant, now)
  return {
    ...concluded,
    auditEvents: systemEvents(current, concluded.tenant, randomness, now),
    ...(planChange === undefined ? {} : { planChange }),
  }
}

/** How many passes wrote the tenant between two reads of it: every write counts in the version, declarations in both. */
function settlingsBetween(earlier: Tenant, later: Tenant): number {
  return later.version - earlier.version - (later.generation - earlier.generation)
}

/** Nothing that a pass found out is worth a write. */
function isSameButForVersion(before: Tenant, after: Tenant): boolean {
  return JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...after, version: 0 })
}
