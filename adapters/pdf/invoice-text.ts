import type { Invoice, InvoiceLine } from '../../core/invoice/invoice.ts'
import { decimalText, moneyText } from '../../core/kernel/money.ts'

interface Heading {
  readonly title: string
  readonly lines: readonly string[]
}

/** So many that a reader's own product with the price is the amount, but for its last digits. */
const QUANTITY_DIGITS = 6

export function headingOf(invoice: Invoice, accountName: string): Heading {
  const { number, period, issuedAt, accountId, priceBookVersion } = invoice
  const issued =
    issuedAt === null ? 'not closed yet' : new Date(issuedAt).toISOString().slice(0, 10)
  return {
    title: number === null ? `Draft for ${period}` : `Invoice ${number}`,
    lines: [
      `For ${printable(accountName)} (${accountId})`,
      `Period: ${period} (UTC)    Issued: ${issued}    Price book: ${priceBookVersion}`,
      ...(number === null ? [] : [`Invoice id: ${invoice.id}`]),
    ],
  }
}

/** What a table shows of one line. */
export function cellsOf({ description, quantity, price, unit, amountMicros }: InvoiceLine): {
  readonly description: string
  readonly quantity: string
  readonly price: string
  readonly amount: string
} {
  const credited = price.micros < 0n
  return {
    description: printable(description),
    quantity: unit === 'USD' ? '' : `${decimalText(quantity, price.per, QUANTITY_DIGITS)} ${unit}`,
    price: unit === 'USD' || credited ? '' : moneyText(price.micros),
    amount: moneyText(amountMicros),
  }
}

export function totalText({ totalMicros, currency }: Invoice): string {
  return `Total  ${moneyText(totalMicros)} ${currency}`
}

/** The built-in fonts have Latin-1; what they lack becomes a question mark and not another letter. */
function printable(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/gu, '?')
}
