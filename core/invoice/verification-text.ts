import { moneyText } from '../kernel/money.ts'
import type { Invoice } from './invoice.ts'
import { isExact, type Verification } from './verify-invoice.ts'

/** A verification for people: what was invoiced, what the records come to, and every difference. */
export function verificationText(invoice: Invoice, found: Verification): string {
  const { number, period, totalMicros, lines, priceBookVersion } = invoice
  const rows = found.comparisons.map(
    ({ key, invoicedMicros, recomputedMicros }) =>
      `${invoicedMicros === recomputedMicros ? 'same   ' : 'DIFFERS'} ${key}: invoiced ${moneyText(invoicedMicros)}, recomputed ${moneyText(recomputedMicros)}`,
  )
  return [
    `Invoice ${number ?? '(draft)'} for ${period}: ${lines.length} lines, ${moneyText(totalMicros)} USD, price book ${priceBookVersion}`,
    ...rows,
    ...found.faults,
    `Difference: ${moneyText(found.differenceMicros)} USD. ${isExact(found) ? 'The invoice is exact.' : 'The invoice is not what its records come to.'}`,
  ].join('\n')
}
