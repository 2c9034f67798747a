import { amountOf } from '../kernel/money.ts'
import type { MeterTariff, Tier } from '../plan/price-book.ts'
import type { Meter } from '../usage/usage-record.ts'
import type { InvoiceLine } from './invoice.ts'
import { METER_UNITS } from './meter-units.ts'

/** What was used of one meter under one plan in one month. */
export interface MeteredUse {
  readonly period: string
  readonly tenantId: string
  readonly tenantName: string
  readonly meter: Meter
  readonly planName: string
  readonly quantity: bigint
  /** Seconds on that plan, of the seconds of the month: the included amount and the tiers shrink with it. */
  readonly seconds: bigint
  readonly monthSeconds: bigint
}

/** A line for what is included, and one for each tier that was reached. Nothing used, no line. */
export function rateMeter(use: MeteredUse, tariff: MeterTariff): readonly InvoiceLine[] {
  const share = (amount: bigint) => (amount * use.seconds) / use.monthSeconds
  const included = share(tariff.included)
  const free = use.quantity < included ? use.quantity : included
  const { per } = METER_UNITS[use.meter]
  return [
    ...lineFor(use, free, { micros: 0n, per }, 'included'),
    ...tierLines(use, tariff.tiers, use.quantity - free, share),
  ]
}

function tierLines(
  use: MeteredUse,
  tiers: readonly Tier[],
  billable: bigint,
  share: (amount: bigint) => bigint,
): readonly InvoiceLine[] {
  let below = 0n
  return tiers.flatMap(({ upTo, price }) => {
    const end = upTo === null ? billable : share(upTo)
    const reached = billable < end ? billable : end
    const quantity = reached > below ? reached - below : 0n
    below = end
    return lineFor(use, quantity, price, `${METER_UNITS[use.meter].unit} beyond the included`)
  })
}

function lineFor(
  use: MeteredUse,
  quantity: bigint,
  price: InvoiceLine['price'],
  what: string,
): readonly InvoiceLine[] {
  if (quantity === 0n) return []
  const { baseUnit, unit, name } = METER_UNITS[use.meter]
  return [
    {
      kind: 'usage',
      period: use.period,
      tenantId: use.tenantId,
      item: use.meter,
      description: `${use.tenantName}: ${name}, ${what} (${use.planName})`,
      quantity,
      baseUnit,
      unit,
      price,
      amountMicros: amountOf(quantity, price),
    },
  ]
}
