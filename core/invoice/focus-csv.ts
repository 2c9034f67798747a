import { FOCUS_COLUMNS, type FocusColumn } from './focus-columns.ts'
import { focusRow } from './focus-row.ts'
import type { Invoice } from './invoice.ts'

/**
 * The lines of an invoice as FOCUS 1.2 cost data: https://focus.finops.org/focus-specification/v1-2/ as CSV (RFC 4180).
 * Nothing is an empty field.
 */
export function focusCsv(invoice: Invoice, accountName: string): string {
  const rows = invoice.lines.map((line) => focusRow(invoice, line, accountName))
  const table = rows.map((row) => FOCUS_COLUMNS.map((column) => field(column, row[column])))
  return [FOCUS_COLUMNS, ...table].map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** Columns that hold what a person wrote. */
const WRITTEN: ReadonlySet<FocusColumn> = new Set([
  'BillingAccountName',
  'ChargeDescription',
  'SubAccountName',
  'ResourceName',
])

/** A spreadsheet would run a text that begins like a formula; an apostrophe in front makes it a text. */
const FORMULA = /^[=+\-@\t\r]/

function field(column: FocusColumn, value: string): string {
  const safe = WRITTEN.has(column) && FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
