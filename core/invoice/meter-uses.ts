import { basisPointsOf, sumOf } from '../kernel/money.ts'
import type { Plan } from '../plan/plan.ts'
import { METERS, type Meter } from '../usage/usage-record.ts'
import { chargeTenant, type TenantMonth } from './charge-tenant.ts'
import type { InvoiceLine } from './invoice.ts'
import { METER_UNITS } from './meter-units.ts'
import { secondsOf } from './period.ts'

/** What a tenant used of one meter so far this month, beside what its plan allows and what it costs. */
export interface MeterUse {
  readonly meter: Meter
  readonly baseUnit: InvoiceLine['baseUnit']
  readonly quantity: bigint
  /** The most that the plan allows in the whole month: its rate or its size, all month long. */
  readonly limit: bigint
  /** Of the limit, in hundredths of a percent. */
  readonly usedBasisPoints: bigint
  /** Of the plan that is paid for now, for a whole month; null when the meter is not billed. */
  readonly included: bigint | null
  readonly amountMicros: bigint
  readonly incomplete: boolean
}

export interface TenantUse {
  readonly meters: readonly MeterUse[]
  readonly planMicros: bigint
  readonly totalMicros: bigint
}

/** Topics are counted with this replication in the plans. */
const REPLICAS_A_PARTITION = 3n

/** Amount, limit, percent and price so far of each meter. `current` is the plan that the tenant is on now. */
export function meterUses(month: TenantMonth, current: Plan): TenantUse {
  const lines = chargeTenant(month)
  const planned = lines.filter(({ kind }) => kind === 'plan')
  return {
    meters: METERS.map((meter) => useOf(month, current, lines, meter)),
    planMicros: sumOf(planned.map(({ amountMicros }) => amountMicros)),
    totalMicros: sumOf(lines.map(({ amountMicros }) => amountMicros)),
  }
}

function useOf(
  month: TenantMonth,
  current: Plan,
  lines: readonly InvoiceLine[],
  meter: Meter,
): MeterUse {
  const records = month.records.filter((record) => record.meter === meter)
  const quantity = sumOf(records.map((record) => record.quantity))
  const limit = monthlyLimit(current, meter, secondsOf(month.period))
  const billed = lines.filter(({ item }) => item === meter)
  return {
    meter,
    baseUnit: METER_UNITS[meter].baseUnit,
    quantity,
    limit,
    usedBasisPoints: basisPointsOf(quantity, limit),
    included: month.prices.plans[current.id].meters[meter]?.included ?? null,
    amountMicros: sumOf(billed.map(({ amountMicros }) => amountMicros)),
    incomplete: records.some(({ incomplete }) => incomplete),
  }
}

function monthlyLimit({ limits }: Plan, meter: Meter, seconds: bigint): bigint {
  switch (meter) {
    case 'bytes_in':
      return BigInt(limits.produceBytesPerSecond) * seconds
    case 'bytes_out':
      return BigInt(limits.consumeBytesPerSecond) * seconds
    case 'storage_byte_hours':
      return BigInt(limits.storageBytes) * seconds
    case 'partition_hours':
      return (BigInt(limits.partitionReplicas) / REPLICAS_A_PARTITION) * seconds
  }
}
