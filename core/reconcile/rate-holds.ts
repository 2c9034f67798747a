import type { Clock } from '../kernel/clock.ts'
import type { Randomness } from '../kernel/ids.ts'
import type { RateHolds } from '../quota/quota-ports.ts'
import { holdForRate } from '../tenant/hold-for-rate.ts'
import type { TenantStore, UnsettledSignal } from '../tenant/tenant-ports.ts'
import { trySettle } from './try-settle.ts'

export interface RateHoldDeps {
  readonly tenants: Pick<TenantStore, 'settle'>
  readonly signal?: UnsettledSignal
  readonly clock: Clock
  readonly randomness: Randomness
}

/** Writes holds on the rate, and tells settling where nothing else does. Their end comes by time alone. */
export function createRateHolds({ tenants, signal, clock, randomness }: RateHoldDeps): RateHolds {
  return {
    async hold(tenant, wanted) {
      const settlement = holdForRate(tenant, wanted, randomness, clock.now())
      if (settlement === null || !(await trySettle(tenants, settlement))) return false
      signal?.raise(tenant.id, tenant.clusterId)
      return true
    },
  }
}
