import type { Credit, InvoiceLine } from './invoice.ts'
import type { Period } from './period.ts'

interface Given {
  readonly credits: readonly Credit[]
  readonly carriedMicros: bigint
}

interface Applied {
  readonly lines: readonly InvoiceLine[]
  readonly carriedMicros: bigint
}

/**
 * Uses up what was given, the oldest first. An invoice is never below zero: what is left over is carried into the next
 * one. `owedMicros` may be negative when more is given back for earlier months than this one costs.
 */
export function applyCredits(
  period: Period,
  owedMicros: bigint,
  { credits, carriedMicros }: Given,
): Applied {
  const once = new Map(credits.map((credit) => [credit.id, credit]))
  const sorted = [...once.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const all = [
    { what: 'Credit left from the invoice before', micros: carriedMicros },
    ...sorted.map(({ reason, amountMicros }) => ({ what: reason, micros: amountMicros })),
  ]
  const excess = owedMicros < 0n ? -owedMicros : 0n
  let left = owedMicros + excess
  const lines = all.flatMap(({ what, micros }) => {
    const used = micros < left ? micros : left
    left -= used
    return used === 0n ? [] : [accountLine('credit', period, what, used)]
  })
  const given = all.reduce((sum, { micros }) => sum + micros, 0n)
  const carryLine = accountLine('adjustment', period, 'Carried into the next invoice', excess)
  return {
    lines: excess === 0n ? lines : [...lines, carryLine],
    carriedMicros: given - (owedMicros + excess - left) + excess,
  }
}

function accountLine(
  kind: 'credit' | 'adjustment',
  period: Period,
  description: string,
  micros: bigint,
): InvoiceLine {
  const sign = kind === 'credit' ? -1n : 1n
  return {
    kind,
    period,
    tenantId: null,
    item: 'credit',
    description,
    quantity: micros,
    baseUnit: 'micro',
    unit: 'USD',
    price: { micros: sign, per: 1n },
    amountMicros: sign * micros,
  }
}
